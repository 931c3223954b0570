import { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { AmiSource } from "../ami-source";
import { Checks, literals } from "../support";
import { CatalogSource } from "./model";

/** What a source needs to know of its surroundings. */
export interface SourceContext {
  readonly region: string;
  readonly homeRegion: string;
  /** The provider of the home region; asked for only where it is needed. */
  homeProvider(): TerraformProvider;
  /** Name of an AMI that is made for the version. */
  readonly name: string;
  /** Parameter that names the version, in each region. */
  readonly versionParameter: string;
  /** Whether the home region's AMI of the version is encrypted, where that is known. */
  readonly encryptedAtHome?: boolean;
}

/** Whether Terraform makes the source AMI, which it does once: in the home region. */
export function isMadeAtHome({ instance, snapshot, s3Manifest }: CatalogSource): boolean {
  return (instance ?? snapshot ?? s3Manifest) !== undefined;
}

/** Makes the source of a version for the region of a stack. */
export function bindSource(
  scope: Construct,
  id: string,
  given: CatalogSource,
  context: SourceContext,
): AmiSource {
  const source = literals(given);
  const { lookup, parameter, packerManifest, remoteState, imageBuilder } = source;
  const { region, homeRegion: home } = context;
  const regional = { region, homeRegion: home };
  const atHome = () => ({ provider: context.homeProvider() });
  if (lookup) {
    return AmiSource.fromLookup(scope, id, { ...lookup, ...atHome() });
  }
  if (parameter) {
    return AmiSource.fromParameter(scope, id, { ...parameter, ...atHome() });
  }
  if (packerManifest) {
    const { manifest, builder } = given.packerManifest ?? packerManifest;
    return AmiSource.fromPackerManifest(scope, id, { ...packerManifest, manifest, builder, ...regional });
  }
  if (remoteState) {
    return AmiSource.fromRemoteState(scope, id, { ...remoteState, ...regional });
  }
  if (imageBuilder) {
    return AmiSource.fromImageBuilder(scope, id, { ...imageBuilder, ...regional, ...atHome() });
  }
  if (isMadeAtHome(source)) {
    return region === home
      ? makeAmi(scope, id, source, context)
      : AmiSource.fromParameter(scope, id, {
          parameterName: context.versionParameter,
          encrypted: context.encryptedAtHome,
          rootDeviceType: source.s3Manifest ? "instance-store" : "ebs",
          ebsDeviceNames: deviceNames(source),
          ...atHome(),
        });
  }
  return knownAmi(scope, id, source, context);
}

function deviceNames({ snapshot, instance }: CatalogSource): string[] | undefined {
  return snapshot
    ? [
        snapshot.rootDeviceName ?? "/dev/xvda",
        ...(snapshot.dataVolumes ?? []).map(({ deviceName }) => deviceName),
      ]
    : instance?.ebsDeviceNames;
}

function makeAmi(scope: Construct, id: string, source: CatalogSource, { name }: SourceContext): AmiSource {
  if (source.instance) {
    return AmiSource.fromInstance(scope, id, { ...source.instance, name });
  }
  if (source.snapshot) {
    return AmiSource.fromSnapshot(scope, id, { ...source.snapshot, name });
  }
  return AmiSource.fromS3Manifest(scope, id, { imageLocation: "", ...source.s3Manifest, name });
}

function knownAmi(scope: Construct, id: string, source: CatalogSource, context: SourceContext): AmiSource {
  const region = source.ami?.[context.region] ? context.region : context.homeRegion;
  const known = source.ami?.[region];
  if (!known) {
    new Checks(scope, id)
      .refuse("source", source, {
        code: "REGION_WITHOUT_SOURCE",
        allowed: `it names no AMI of ${context.region}, nor one of the home region ${context.homeRegion} to copy from`,
        fix: "give the AMI of the home region",
      })
      .done();
  }
  return AmiSource.fromId(scope, id, { amiId: "", ...known, region });
}
