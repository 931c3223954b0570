import { Call, Command, Outcome } from "./command";
import { awsSizes } from "./cost/aws-sizes";
import { chargesOf } from "./cost/charges";
import { newPrices } from "./cost/new-prices";
import { Prices, readPrices } from "./cost/prices";
import { quantitiesByImage, quantitiesByRegion, Stock } from "./cost/quantities";
import { costText } from "./cost/report";
import { givenSizes, Sizes } from "./cost/sizes";
import { storedAmis } from "./cost/stored-amis";
import { loadSdk } from "./aws/sdk";
import { imageOf } from "./look-up";
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
      help: "size of the volumes of an image, or of all others; with --aws where AWS knows none",
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
    const sizes = givenSizes(call);
    return options.flag("aws") ? askedAws(call, sizes, given) : reported(call, sizes, given);
  },
};

interface GivenPrices {
  readonly file: string;
  readonly prices: Prices;
}

/** AWS first, and what is given where AWS has none. */
async function askedAws(call: Call, givenTo: Sizes, given?: GivenPrices): Promise<Outcome> {
  const { file, progress } = call;
  const told = await awsSizes(await loadSdk(), file, imagesOf(call), progress);
  const { problems } = told;
  const sizes: Sizes = { of: (ami) => told.of(ami) ?? givenTo.of(ami) };
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
  const { file, options, operands } = call;
  const { catalog, warnings } = file;
  const images = imagesOf(call);
  const amis = storedAmis(catalog, images);
  const stock: Stock = { catalog, images, amis, sizes, withKeys: operands.length === 0 };
  const regions = quantitiesByRegion(stock);
  const charged = given && { prices: given.prices, charges: chargesOf(regions, given.prices, given.file) };
  const released = amis.filter(({ isReleased }) => isReleased).length;
  return {
    text: costText({ stock, regions, released, charged, asked: options.flag("aws") }),
    document: {
      regions,
      images: quantitiesByImage(stock),
      released,
      charged: charged ?? null,
      amis: amis.map((ami) => ({ ...ami, movedFrom: ami.movedFrom ?? null, sizeGiB: sizes.of(ami) ?? null })),
    },
    warnings,
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
