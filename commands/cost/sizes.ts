import { Call } from "../command";
import { imageOf } from "../look-up";
import { usageError } from "../refusal";
import type { StoredAmi } from "./stored-amis";

/** Sizes of AMIs. */
export interface Sizes {
  /** GiB of all EBS volumes; undefined where it isn't known. */
  of(ami: Pick<StoredAmi, "image" | "version" | "region">): number | undefined;
}

/**
 * The sizes that `--size-gib` gives: `IMAGE=GIB` for one image, `GIB` for all others.
 * @throws Refusal `USAGE`, `IMAGE_UNKNOWN`
 */
export function givenSizes({ file, options }: Call): Sizes {
  const given = new Map<string, number>();
  for (const text of options.texts("size-gib")) {
    const [image, size] = text.includes("=") ? split(text) : ["", text];
    if (!/^(?:0|[1-9]\d{0,5})(?:\.\d{1,3})?$/.test(size)) {
      throw usageError(
        `--size-gib is ${JSON.stringify(text)}, and is a number of GiB`,
        "write --size-gib GIB for all images, or --size-gib IMAGE=GIB",
      );
    }
    if (image !== "") {
      imageOf(file, image);
    }
    given.set(image, Number(size));
  }
  return { of: ({ image }) => given.get(image) ?? given.get("") };
}

function split(text: string): [string, string] {
  const at = text.lastIndexOf("=");
  return [text.slice(0, at), text.slice(at + 1)];
}
