import { Token } from "cdktf";
import { Construct } from "constructs";
import { Checks } from "../support";
import { Architecture, BoundSource } from "./attributes";
import { missingRegion, packerAmis } from "./packer-amis";
import { readPackerFile } from "./packer-file";
import { PackerManifest, PackerProp, ReportPacker } from "./packer-manifest";
import { attributesIn, checkRegional, RegionalAttributes, sourceRegion } from "./regional";

export interface FromPackerManifestProps extends RegionalAttributes {
  /**
   * Path of the file that Packer's post-processor `manifest` writes, relative to the current folder; or
   * what it holds. It is read at synth.
   */
  readonly manifest: string | PackerManifest;
  /** Name of the builder, with its type where two types have the name: `web`, `amazon-ebs.web`. @default - the only one */
  readonly builder?: string;
  /** Architecture; chooses among the builders by `custom_data.architecture`. @default - that of `custom_data`, if any */
  readonly architecture?: Architecture;
}

/** @throws AmiCatalogError with all that is wrong with the manifest */
export function fromPackerManifest(scope: Construct, props: FromPackerManifestProps): BoundSource {
  const checks = new Checks(scope);
  const wanted = checkRegional(checks, scope, props);
  const given: Readonly<Record<PackerProp, unknown>> = { region: wanted, ...shownProps(props) };
  const report: ReportPacker = (prop, finding) => checks.refuse(prop, given[prop], finding);
  const manifest = readManifest(props.manifest, report);
  const amis = manifest === undefined ? undefined : packerAmis(manifest, props, report);
  const { homeRegion } = props;
  const region = amis && sourceRegion(wanted, homeRegion, (code) => amis.amiIds.has(code));
  if (amis && region === undefined && wanted !== "") {
    const wayOut = homeRegion === undefined ? ", or give a `homeRegion` to copy from" : "";
    report("region", missingRegion(amis, homeRegion ?? wanted, wayOut));
  }
  checks.done();
  const attributes = attributesIn(region ?? "", amis?.amiIds.get(region ?? "") ?? "", {
    ...props,
    architecture: props.architecture ?? amis?.architecture,
    rootDeviceType: props.rootDeviceType ?? amis?.rootDeviceType,
  });
  return { attributes: { ...attributes, floating: false } };
}

/** The values as they are shown in messages; a parsed manifest is too long for one. */
function shownProps({ manifest, builder, architecture }: FromPackerManifestProps) {
  return { manifest: typeof manifest === "string" ? manifest : "(parsed)", builder, architecture };
}

function readManifest(manifest: string | PackerManifest, report: ReportPacker): unknown {
  if (typeof manifest !== "string") {
    return manifest;
  }
  if (Token.isUnresolved(manifest)) {
    report("manifest", {
      code: "PACKER_MANIFEST_UNREADABLE",
      allowed: "only Terraform knows it, and a manifest is read at synth",
      fix: "write the path of the file",
    });
    return undefined;
  }
  return readPackerFile(manifest, report);
}
