import { BakedAmis, bakedAmis } from "./baked-amis";
import { changeCatalog } from "./change-catalog";
import { CatalogFile } from "./catalog-file";
import { Command, GivenOptions } from "./command";
import { Value } from "./edit/source";
import { imageOf } from "./look-up";
import { inRegions } from "./next-deploy";
import { Refusal, usageError } from "./refusal";

export const addVersion: Command = {
  name: "add-version",
  summary: "Add a version of an image, after the last one",
  operands: ["IMAGE", "VERSION"],
  options: {
    ami: {
      type: "string",
      multiple: true,
      placeholder: "REGION=AMI",
      help: "AMI of a region, once for each; `--ami AMI` alone is that of the home region",
    },
    "packer-manifest": {
      type: "string",
      placeholder: "FILE",
      help: "take the AMIs of the last run of Packer, from what its post-processor `manifest` writes",
    },
    builder: {
      type: "string",
      placeholder: "NAME",
      help: "with --packer-manifest: name of the builder, or TYPE.NAME, where the run has several",
    },
    architecture: {
      type: "string",
      placeholder: "ARCH",
      help: "with --packer-manifest: architecture in the `custom_data` of the build, like arm64",
    },
    "deprecation-time": {
      type: "string",
      placeholder: "T",
      help: "UTC time in whole minutes, 2028-11-24T00:00:00Z, or a date for its midnight",
    },
  },
  edits: true,
  details:
    "Regions without an AMI of their own copy that of the home region. No channel names the new version yet:\n" +
    "`promote` moves one to it.\n\n" +
    "The AMIs of a manifest are written as IDs, and not as the name of the file: a version means one image for\n" +
    "ever, and the next run of Packer overwrites the file. Regions that the catalog doesn't have are left out.",
  example: "add-version al2023-arm64 2026.12.08 --ami ami-0c3fd0f5d4e7a9b21",
  run(call) {
    const { file, options } = call;
    const [image = "", version = ""] = call.operands;
    const { ami, leftOut } = givenAmis(file, options);
    refuseExisting(file, image, version);
    const deprecationTime = options.text("deprecation-time");
    const value = { source: { ami }, ...(deprecationTime === undefined ? {} : { deprecationTime }) };
    return changeCatalog(call, {
      path: ["images", image, "versions", version],
      value,
      message: `${image} ${version} is new. The next deploy publishes it ${inRegions(file)}.${noted(leftOut)}`,
      document: { image, version, ...value, ...(leftOut.length > 0 && { leftOut }) },
    });
  },
};

/** Either the AMIs of a manifest, or those of the command line. */
function givenAmis(
  file: CatalogFile,
  options: GivenOptions,
): Pick<BakedAmis, "leftOut"> & { readonly ami: Value } {
  const manifest = options.text("packer-manifest");
  const amis = options.texts("ami");
  if (manifest === undefined) {
    const unused = ["builder", "architecture"].find((name) => options.text(name) !== undefined);
    if (unused !== undefined) {
      throw usageError(`--${unused} chooses in a manifest, and none is given`, "add --packer-manifest FILE");
    }
    return { ami: amisOf(amis, file.catalog.homeRegion), leftOut: [] };
  }
  if (amis.length > 0) {
    throw usageError("--ami and --packer-manifest exclude each other", "leave one of the two out");
  }
  return bakedAmis(manifest, file, options);
}

function noted(leftOut: readonly string[]): string {
  return leftOut.length === 0
    ? ""
    : `\nThe manifest has AMIs of ${leftOut.join(", ")} too, which the catalog doesn't publish in: they are left out.`;
}

/** One AMI of the home region is written without the region. */
function amisOf(given: readonly string[], homeRegion: string): Value {
  const [first] = given;
  if (first === undefined) {
    throw usageError(
      "an AMI is needed",
      "add --ami AMI, --ami REGION=AMI for each region, or --packer-manifest FILE",
    );
  }
  if (given.length === 1 && !first.includes("=")) {
    return first;
  }
  const amis = new Map<string, string>();
  for (const text of given) {
    const [region = "", ami] = text.includes("=") ? text.split(/=(.*)/s) : [homeRegion, text];
    if (region === "" || ami === undefined || ami === "") {
      throw usageError(`--ami ${text} isn't REGION=AMI`, "write it like us-east-1=ami-0c3fd0f5d4e7a9b21");
    }
    if (amis.has(region)) {
      throw usageError(`--ami names ${region} twice`, "give one AMI for each region");
    }
    amis.set(region, ami);
  }
  return Object.fromEntries(amis);
}

function refuseExisting(file: CatalogFile, image: string, version: string): void {
  if (Object.hasOwn(imageOf(file, image).versions, version)) {
    throw new Refusal({
      code: "VERSION_EXISTS",
      file: file.name,
      path: `images.${image}.versions`,
      value: version,
      allowed: `${image} has the version "${version}", and a version means one image for ever`,
      fix: "choose another name",
    });
  }
}
