import { checkAmiId, checkRegion, Finding } from "../support";
import { Architecture, RootDeviceType } from "./attributes";
import { chosenBuild, PackerSelection } from "./packer-build";
import { LastBuild, lastBuilds, ReportPacker } from "./packer-manifest";

/** What one builder of the last run has made. */
export interface PackerAmis {
  /** The build in words: `builds[0] ("web")`. */
  readonly build: string;
  /** AMI ID by region, in Packer's order. */
  readonly amiIds: ReadonlyMap<string, string>;
  /** What `custom_data` says. @default - not known */
  readonly architecture?: Architecture;
  /** Where the root volume comes from, by the builder. */
  readonly rootDeviceType: RootDeviceType;
}

/** The one builder of instance-store-backed AMIs. @see https://developer.hashicorp.com/packer/integrations/hashicorp/amazon */
const INSTANCE_STORE_BUILDER = "amazon-instance";

/**
 * The AMIs that one builder of the last run has made. Pure: what is wrong with the manifest is
 * reported, all of it, and then it yields undefined.
 */
export function packerAmis(
  manifest: unknown,
  selection: PackerSelection,
  report: ReportPacker,
): PackerAmis | undefined {
  const last = lastBuilds(manifest, report);
  const build = last && chosenBuild(last, selection, report);
  const amiIds = build && amisOf(build, report);
  return (
    amiIds && {
      build: build.shown,
      amiIds,
      architecture: build.architecture,
      rootDeviceType: build.type === INSTANCE_STORE_BUILDER ? "instance-store" : "ebs",
    }
  );
}

/** That Packer has made no AMI in a region; `wayOut` is a second way out. */
export function missingRegion({ build, amiIds }: PackerAmis, region: string, wayOut = ""): Finding {
  return {
    code: "PACKER_MANIFEST_REGION",
    allowed: `${build} of the manifest has AMIs of ${[...amiIds.keys()].join(", ")}, and none of ${region}`,
    fix: `add ${region} to \`ami_regions\` in the Packer template and build again${wayOut}`,
  };
}

function amisOf(build: LastBuild, report: ReportPacker): ReadonlyMap<string, string> | undefined {
  const { artifactId } = build;
  const refuse = (finding: Finding) => report("manifest", finding);
  if (artifactId === "") {
    refuse(refusalOf(build, "no AMI: its `artifact_id` is empty"));
    return undefined;
  }
  const amiIds = new Map<string, string>();
  const findings: Finding[] = [];
  for (const part of artifactId.split(",").map((text) => text.trim())) {
    const [region = "", amiId = ""] = part.split(/:(.*)/s);
    const finding = checkPart(build, part, region, amiId) ?? checkSecond(build, amiIds.get(region), part);
    if (finding) {
      findings.push(finding);
    }
    amiIds.set(region, amiId);
  }
  findings.forEach(refuse);
  return findings.length === 0 ? amiIds : undefined;
}

function checkPart(build: LastBuild, part: string, region: string, amiId: string): Finding | undefined {
  if (amiId === "" && part.includes(":")) {
    return refusalOf(build, `an empty AMI ID for ${JSON.stringify(region)} in its \`artifact_id\``);
  }
  if (region === "" || amiId === "") {
    return refusalOf(build, `${JSON.stringify(part)} in its \`artifact_id\`, where REGION:AMI belongs`);
  }
  const finding = checkRegion(region) ?? checkAmiId(amiId);
  return (
    finding && {
      code: finding.code,
      allowed: `${build.shown} has ${JSON.stringify(part)} in its \`artifact_id\`, where REGION:AMI belongs: ${finding.allowed}`,
      fix: "build again, and don't edit what Packer writes",
    }
  );
}

function checkSecond(build: LastBuild, first: string | undefined, part: string): Finding | undefined {
  return first === undefined || part.endsWith(`:${first}`)
    ? undefined
    : refusalOf(build, `two AMIs of a region in its \`artifact_id\`: ${first} and ${part}`);
}

function refusalOf({ shown }: LastBuild, has: string): Finding {
  return {
    code: "PACKER_MANIFEST_ARTIFACT",
    allowed: `${shown} has ${has}`,
    fix: "build again, without `skip_create_ami`",
  };
}
