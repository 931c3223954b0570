import { Architecture, ARCHITECTURES } from "../modules/ami-source/attributes";
import { missingRegion, packerAmis } from "../modules/ami-source/packer-amis";
import { readPackerFile } from "../modules/ami-source/packer-file";
import { PackerProp, ReportPacker } from "../modules/ami-source/packer-manifest";
import { AmiCatalogError, AmiCatalogProblem } from "../modules/support";
import { CatalogFile } from "./catalog-file";
import { GivenOptions } from "./command";
import { usageError } from "./refusal";

/** What a manifest of Packer says about the regions of a catalog. */
export interface BakedAmis {
  /** AMI ID by region, for the regions of the catalog. */
  readonly ami: Readonly<Record<string, string>>;
  /** Regions that the catalog doesn't have. */
  readonly leftOut: readonly string[];
}

/**
 * The AMIs that the last run of Packer has made.
 * @throws AmiCatalogError with everything that is wrong with the manifest
 */
export function bakedAmis(manifest: string, { catalog }: CatalogFile, options: GivenOptions): BakedAmis {
  const problems: AmiCatalogProblem[] = [];
  const builder = options.text("builder");
  const architecture = architectureOf(options.text("architecture"));
  const { homeRegion } = catalog;
  const report: ReportPacker = (prop, finding) =>
    problems.push({ ...finding, ...placeOf(prop, options), file: manifest, prop });
  const read = readPackerFile(manifest, report);
  const amis = read === undefined ? undefined : packerAmis(read, { builder, architecture }, report);
  if (amis && !amis.amiIds.has(homeRegion)) {
    report("region", missingRegion(amis, homeRegion));
  }
  const [first, ...others] = problems;
  if (first) {
    throw new AmiCatalogError([first, ...others]);
  }
  const found = [...(amis?.amiIds ?? [])];
  const isDeclared = (region: string) => Object.hasOwn(catalog.regions, region);
  return {
    ami: Object.fromEntries(found.filter(([region]) => isDeclared(region))),
    leftOut: found.map(([region]) => region).filter((region) => !isDeclared(region)),
  };
}

/** What stands on the command line by its option; all else is about the whole file. */
function placeOf(prop: PackerProp, options: GivenOptions): Pick<AmiCatalogProblem, "path" | "value"> {
  const value = prop === "builder" || prop === "architecture" ? options.text(prop) : undefined;
  return { path: value === undefined ? "" : `--${prop}`, value };
}

function architectureOf(given: string | undefined): Architecture | undefined {
  const architecture = ARCHITECTURES.find((one) => one === given);
  if (given !== undefined && architecture === undefined) {
    throw usageError(`--architecture ${given} isn't one`, `write one of ${ARCHITECTURES.join(", ")}`);
  }
  return architecture;
}
