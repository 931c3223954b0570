import { Finding } from "../support";
import { Architecture } from "./attributes";
import { LastBuild, ReportPacker } from "./packer-manifest";

/** Which of the builds of the last run is meant. */
export interface PackerSelection {
  /** Name of the builder, with its type where two types have the name: `web`, `amazon-ebs.web`. */
  readonly builder?: string;
  /** Architecture in the build's `custom_data`. */
  readonly architecture?: Architecture;
}

/** It makes volumes from no AMI. @see https://developer.hashicorp.com/packer/integrations/hashicorp/amazon */
const VOLUME_BUILDER = "amazon-ebsvolume";
/** Builders whose disks the post-processor `amazon-import` makes AMIs of. */
const LOCAL_BUILDER = /^(?:hyperv-|qemu$|virtualbox-|vmware-)/;

/** The one build that fits; builders that make no AMI are passed over where others fit. */
export function chosenBuild(
  last: readonly LastBuild[],
  { builder, architecture }: PackerSelection,
  report: ReportPacker,
): LastBuild | undefined {
  const named = last.filter((build) => builder === undefined || isNamed(build, builder));
  if (named.length === 0) {
    const allowed = `the last run has the builders ${listed(last)}`;
    report("builder", { code: "PACKER_MANIFEST_BUILDER", allowed, fix: "name one of them" });
    return undefined;
  }
  const images = named.filter(makesAmis);
  if (images.length === 0) {
    named.forEach((build) => report("manifest", refusalOfBuilder(build)));
    return undefined;
  }
  const fitting = withArchitecture(images, architecture);
  if (fitting.length === 0) {
    report("architecture", {
      code: "PACKER_MANIFEST_BUILDER",
      allowed: `the last run has ${listed(images)}, by its \`custom_data\``,
      fix: 'write `custom_data = { architecture = "arm64" }` at the post-processor `manifest`, or name the `builder`',
    });
    return undefined;
  }
  return onlyBuild(fitting, report);
}

function isNamed({ name, type }: LastBuild, builder: string): boolean {
  return builder === name || builder === `${type}.${name}`;
}

function makesAmis({ type, artifactId }: LastBuild): boolean {
  return type.startsWith("amazon-")
    ? type !== VOLUME_BUILDER
    : LOCAL_BUILDER.test(type) && /^[a-z0-9-]+:ami-/.test(artifactId);
}

function refusalOfBuilder({ type, shown }: LastBuild): Finding {
  return {
    code: "PACKER_MANIFEST_CLOUD",
    allowed: `${shown} is of the builder ${JSON.stringify(type)}, which makes ${type === VOLUME_BUILDER ? "volumes and " : ""}no AMI`,
    fix: "name a builder of `amazon-ebs`, `amazon-ebssurrogate`, `amazon-chroot` or `amazon-instance`",
  };
}

/** Those of an architecture; a build that says none fits where it is the only one. */
function withArchitecture(builds: LastBuild[], architecture: Architecture | undefined): LastBuild[] {
  const [first, ...others] = builds;
  const onlySilent = others.length === 0 && first?.architecture === undefined;
  return architecture === undefined || onlySilent
    ? builds
    : builds.filter((build) => build.architecture === architecture);
}

/** Two entries for the same AMIs are one: each post-processor `manifest` adds its own. */
function onlyBuild(builds: readonly LastBuild[], report: ReportPacker): LastBuild | undefined {
  if (new Set(builds.map(({ artifactId }) => artifactId)).size === 1) {
    return builds[0];
  }
  report("builder", {
    code: "PACKER_MANIFEST_AMBIGUOUS",
    allowed: `the last run has ${builds.length} builds that fit: ${listed(builds)}`,
    fix: "name the `builder`, by `NAME` or `TYPE.NAME`, or give the `architecture` that its `custom_data` says",
  });
  return undefined;
}

/** `amazon-ebs.web (arm64), amazon-ebs.db` */
function listed(builds: readonly LastBuild[]): string {
  return builds
    .map(({ name, type, architecture }) =>
      architecture === undefined ? `${type}.${name}` : `${type}.${name} (${architecture})`,
    )
    .join(", ");
}
