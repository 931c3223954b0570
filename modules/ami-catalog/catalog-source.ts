import { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { AmiSource, FromIdProps, FromLookupProps, FromParameterProps } from "../ami-source";
import { Checks } from "../support";

/** Where a version comes from, as data: exactly one key. */
export interface CatalogSource {
  /** An AMI of its own for each region. */
  readonly ami?: Record<string, Omit<FromIdProps, "region">>;
  /** The newest AMI of the home region that fits. */
  readonly lookup?: Omit<FromLookupProps, "provider" | "region">;
  /** The AMI that a parameter of the home region names. */
  readonly parameter?: Omit<FromParameterProps, "provider" | "region">;
}

interface SourceContext {
  readonly region: string;
  readonly homeRegion: string;
  /** The provider of the home region; only asked for where it is needed. */
  homeProvider(): TerraformProvider;
}

/** Makes the source of a version for the region of a stack. */
export function bindSource(
  scope: Construct,
  id: string,
  source: CatalogSource,
  context: SourceContext,
): AmiSource {
  const { ami, lookup, parameter } = source;
  const home = () => ({ provider: context.homeProvider(), region: context.homeRegion });
  if (lookup) {
    return AmiSource.fromLookup(scope, id, { ...lookup, ...home() });
  }
  if (parameter) {
    return AmiSource.fromParameter(scope, id, { ...parameter, ...home() });
  }
  const region = ami?.[context.region] ? context.region : context.homeRegion;
  const known = ami?.[region];
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
