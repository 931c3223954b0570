import { changeCatalog } from "./change-catalog";
import { CatalogFile } from "./catalog-file";
import { Command } from "./command";
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
    "deprecation-time": {
      type: "string",
      placeholder: "T",
      help: "UTC time in whole minutes, 2028-11-24T00:00:00Z, or a date for its midnight",
    },
  },
  edits: true,
  details:
    "Regions without an AMI of their own copy that of the home region. No channel names the new version yet:\n" +
    "`promote` moves one to it.",
  example: "add-version al2023-arm64 2026.12.08 --ami ami-0c3fd0f5d4e7a9b21",
  run(call) {
    const { file, options } = call;
    const [image = "", version = ""] = call.operands;
    const ami = amisOf(options.texts("ami"), file.catalog.homeRegion);
    refuseExisting(file, image, version);
    const deprecationTime = options.text("deprecation-time");
    const value = { source: { ami }, ...(deprecationTime === undefined ? {} : { deprecationTime }) };
    return changeCatalog(call, {
      path: ["images", image, "versions", version],
      value,
      message: `${image} ${version} is new. The next deploy publishes it ${inRegions(file)}.`,
      document: { image, version, ...value },
    });
  },
};

/** One AMI of the home region is written without the region. */
function amisOf(given: readonly string[], homeRegion: string): Value {
  const [first] = given;
  if (first === undefined) {
    throw usageError("an AMI is needed", "add --ami AMI, or --ami REGION=AMI for each region");
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
