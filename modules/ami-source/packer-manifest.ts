import { Finding, isRecord } from "../support";
import { Architecture } from "./attributes";

/**
 * What Packer's post-processor `manifest` writes, as far as it is read here.
 * @see https://developer.hashicorp.com/packer/docs/post-processors/manifest
 */
export interface PackerManifest {
  /** The artifacts of all runs, each added at the end. */
  readonly builds: readonly PackerBuild[];
  /** The run that wrote it last: only its builds count. */
  readonly last_run_uuid: string;
}

/** One artifact of one builder. */
export interface PackerBuild {
  /** Name of the builder: `web` of `source "amazon-ebs" "web"`. */
  readonly name: string;
  /** `amazon-ebs`, `amazon-ebssurrogate`, … */
  readonly builder_type: string;
  /** `us-east-1:ami-…,eu-west-1:ami-…` */
  readonly artifact_id: string;
  /** The run that the build belongs to. */
  readonly packer_run_uuid: string;
  /** What the template adds; of it `architecture` (or `arch`) is read. */
  readonly custom_data?: object | null;
}

/** Where a finding belongs: to the manifest, or to what was asked of it. */
export type PackerProp = "manifest" | "builder" | "architecture" | "region";
/** Takes what is wrong. */
export type ReportPacker = (prop: PackerProp, finding: Finding) => void;

/** A build of the last run. */
export interface LastBuild {
  /** It in words, by its index in `builds`: `builds[0] ("web")`. */
  readonly shown: string;
  readonly name: string;
  readonly type: string;
  readonly artifactId: string;
  /** What `custom_data` says. @default - not known */
  readonly architecture?: Architecture;
}

type Json = Readonly<Record<string, unknown>>;

/** As Packer, AWS and Go write them. */
const ARCHITECTURES: ReadonlyMap<unknown, Architecture> = new Map<unknown, Architecture>([
  ["aarch64", "arm64"],
  ["amd64", "x86_64"],
  ["arm64", "arm64"],
  ["arm64_mac", "arm64_mac"],
  ["i386", "i386"],
  ["x86_64", "x86_64"],
  ["x86_64_mac", "x86_64_mac"],
]);

/**
 * The JSON of a manifest's text. Pure: what is wrong with it is reported, and then it yields undefined.
 */
export function readPackerManifest(text: string, report: ReportPacker): unknown {
  const json = text.replace(/^\ufeff/, "");
  try {
    const value: unknown = JSON.parse(json);
    return value;
  } catch (error) {
    const allowed = `it isn't JSON: ${syntaxMessage(json, error)}`;
    const fix = "let `packer build` come to its end, and don't edit what it writes";
    report("manifest", { code: "PACKER_MANIFEST_SYNTAX", allowed, fix });
    return undefined;
  }
}

/** The builds of the last run, at least one. Pure: what is wrong is reported, and then it yields undefined. */
export function lastBuilds(manifest: unknown, report: ReportPacker): LastBuild[] | undefined {
  const refuse = (allowed: string) =>
    report("manifest", {
      code: "PACKER_MANIFEST_INVALID",
      allowed,
      fix: "let `packer build` write it again",
    });
  if (!isRecord(manifest) || !Array.isArray(manifest.builds)) {
    refuse("a manifest is a map with `builds`, a list");
    return undefined;
  }
  const { last_run_uuid: run, builds }: { last_run_uuid?: unknown; builds?: readonly unknown[] } = manifest;
  if (typeof run !== "string" || run === "") {
    refuse("a manifest has `last_run_uuid`, and only the builds of that run count");
    return undefined;
  }
  const last = (builds ?? []).flatMap((build, index) =>
    isRecord(build) && build.packer_run_uuid === run ? [{ build, where: `builds[${index}]` }] : [],
  );
  const problems = last.flatMap(({ build, where }) => buildProblems(build, where));
  problems.forEach(refuse);
  if (last.length === 0) {
    report("manifest", {
      code: "PACKER_MANIFEST_RUN",
      allowed: `none of its ${builds?.length ?? 0} builds is of the last run, ${JSON.stringify(run)}`,
      fix: "build again, with the post-processor `manifest` at each builder",
    });
  }
  return problems.length > 0 || last.length === 0
    ? undefined
    : last.map(({ build, where }) => lastBuild(build, where));
}

function lastBuild(
  { name, builder_type: type, artifact_id: artifact, custom_data: data }: Json,
  where: string,
) {
  const said: unknown = isRecord(data) ? (data.architecture ?? data.arch) : undefined;
  return {
    shown: `${where} (${JSON.stringify(name)})`,
    name: textOf(name),
    type: textOf(type),
    artifactId: textOf(artifact).trim(),
    architecture: ARCHITECTURES.get(said),
  };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** An artifact ID may be missing: Packer leaves it out where a builder made nothing. */
function buildProblems(build: Json, where: string): string[] {
  const { name, builder_type: type, artifact_id: artifact, custom_data: data } = build;
  const texts = { name, builder_type: type, artifact_id: artifact ?? "" };
  return [
    ...Object.entries(texts)
      .filter(([, value]) => typeof value !== "string")
      .map(([key]) => `\`${key}\` of ${where} must be text`),
    ...(data === undefined || data === null || isRecord(data)
      ? []
      : [`\`custom_data\` of ${where} must be null or a map`]),
  ];
}

/** What is wrong, with the place where the parser tells it. */
function syntaxMessage(text: string, error: unknown): string {
  const message = error instanceof Error ? error.message.replace(/\s+/g, " ") : String(error);
  if (text.trim() === "") {
    return "it is empty";
  }
  const offset = /at position (\d+)/.exec(message)?.[1];
  if (/^Unexpected end/.test(message) || Number(offset) >= text.trimEnd().length) {
    return "it ends in the middle";
  }
  if (offset === undefined) {
    return message;
  }
  const lines = text.slice(0, Number(offset)).split("\n");
  return `it is broken in line ${lines.length}, column ${(lines.at(-1) ?? "").length + 1}`;
}
