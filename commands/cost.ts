import { Call, Command, Outcome } from "./command";
import { awsSizes } from "./cost/aws-sizes";
import { chargesOf } from "./cost/charges";
import { newPrices } from "./cost/new-prices";
import { Prices, readPrices } from "./cost/prices";
import { quantitiesByImage, quantitiesByRegion } from "./cost/quantities";
import { costText } from "./cost/report";
import { givenSizes, Sizes } from "./cost/sizes";
import { storedAmis } from "./cost/stored-amis";
import { loadSdk } from "./aws/sdk";
import { imageOf } from "./look-up";
import { usageError } from "./refusal";
import { notAnswered } from "./usage/refusals";

export const cost: Command = {
  name: "cost",
  summary: "Say what is stored and copied, by region and image, and what that costs",
  operands: ["[IMAGE]"],
  options: {
    prices: { type: "string", placeholder: "FILE", help: "what AWS charges, as YAML or JSON" },
    "new-prices": { type: "boolean", help: "print such a file without prices, to be filled in" },
    "size-gib": {
      type: "string",
      multiple: true,
      placeholder: "[IMAGE=]GIB",
      help: "size of the volumes of an image, or of all others",
    },
    aws: { type: "boolean", help: "ask AWS for the sizes, with your credentials" },
  },
  edits: false,
  details:
    "Whole copies store all blocks anew: those from another region or account, and those that are newly encrypted.\n" +
    "Copies inside a region with unchanged encryption are incremental, and hold no blocks of their own. Released\n" +
    "versions count too: they stay until somebody deregisters them.\n\n" +
    "There are no prices in this program: without --prices it prints quantities alone.",
  example: "cost --size-gib 8 --prices prices.yaml",
  run(call) {
    const { options } = call;
    if (options.flag("new-prices")) {
      const text = newPrices(Object.keys(call.file.catalog.regions));
      return { text, document: { text }, warnings: call.file.warnings };
    }
    const file = options.text("prices");
    const given = file === undefined ? undefined : { file, prices: readPrices(file) };
    if (!options.flag("aws")) {
      return reported(call, givenSizes(call), given);
    }
    if (options.texts("size-gib").length > 0) {
      throw usageError("--aws and --size-gib both give sizes", "leave one of them out");
    }
    return askedAws(call, given);
  },
};

interface GivenPrices {
  readonly file: string;
  readonly prices: Prices;
}

async function askedAws(call: Call, given?: GivenPrices): Promise<Outcome> {
  const { file, progress } = call;
  const sizes = await awsSizes(await loadSdk(), file, imagesOf(call), progress);
  const { problems } = sizes;
  const outcome = reported(call, sizes, given);
  const failed = problems.map(({ region, message }) => `Not answered in ${region}: ${message}\n`).join("");
  return {
    ...outcome,
    text: `${outcome.text}${failed && `\n${failed}`}`,
    document: { ...outcome.document, problems },
    refusal: problems.length > 0 ? notAnswered(problems.length) : undefined,
  };
}

function reported(call: Call, sizes: Sizes, given?: GivenPrices): Outcome {
  const { file } = call;
  const images = imagesOf(call);
  const amis = storedAmis(file.catalog, images);
  const regions = quantitiesByRegion(file.catalog, images, amis, sizes);
  const charged = given && { prices: given.prices, charges: chargesOf(regions, given.prices, given.file) };
  const released = amis.filter(({ isReleased }) => isReleased).length;
  const costs = { regions, images: quantitiesByImage(file.catalog, images, amis, sizes), released, charged };
  return {
    text: costText(costs),
    document: {
      ...costs,
      charged: charged ?? null,
      amis: amis.map((ami) => ({ ...ami, movedFrom: ami.movedFrom ?? null, sizeGiB: sizes.of(ami) ?? null })),
    },
    warnings: file.warnings,
  };
}

/** @throws Refusal `IMAGE_UNKNOWN` */
function imagesOf({ file, operands: [image] }: Call): string[] {
  if (image === undefined) {
    return Object.keys(file.catalog.images);
  }
  imageOf(file, image);
  return [image];
}
