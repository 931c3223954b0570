import { join } from "node:path";
import fc from "fast-check";
import { AmiCatalogError, Catalog, loadCatalog, parseCatalog } from "../../modules";
import { readData, withValue } from "../../commands/edit/data";
import { editText } from "../../commands/edit/edit-text";
import { withFolder } from "../support/temporary-folder";
import { catalog } from "./arbitraries/catalog";
import { hostileText } from "./arbitraries/text";
import { property } from "./property";
import { check, refusedOr } from "./synth";
import { fileNameOf, Form, form, textOf, writeCatalog } from "./written";

const FORMS: Form[] = ["JSON", "JSON in a line", "YAML", "YAML in braces", "YAML in quotes"];

/** As a file says it: every scalar is text. */
function asTexts(data: unknown): unknown {
  if (typeof data !== "object" || data === null) {
    return String(data);
  }
  return Array.isArray(data)
    ? data.map(asTexts)
    : Object.fromEntries(Object.entries(data).map(([key, value]) => [key, asTexts(value)]));
}

property(
  "a catalog says the same in every form that it is written in",
  fc.tuple(catalog, fc.shuffledSubarray(FORMS, { minLength: 2, maxLength: 2 })),
  ([written, forms]) => {
    withFolder("round-trip", (folder) => {
      const [first, other] = forms.map((one) => {
        const file = writeCatalog(folder, written, one);
        const read = refusedOr(() => loadCatalog(file).catalog);
        return read instanceof AmiCatalogError ? read.problems.map(({ code, path }) => [code, path]) : read;
      });
      expect(other).toEqual(first);
    });
  },
);

property(
  "what is read and printed is read as the same again, to the letter",
  fc.tuple(catalog, form, form),
  ([{ data }, one, other]) => {
    const first = readData(textOf(data, one));
    expect(first).toEqual(asTexts(data));
    expect(readData(textOf(Object(first), other))).toEqual(first);
  },
);

/** The first image of data, with the first of its versions. */
function firstVersion(data: unknown): readonly string[] {
  const images = Object.entries(Object(Reflect.get(Object(data), "images"))) as [string, object][];
  const [name = "", image = {}] = images[0] ?? [];
  const versions = Object.keys(Object(Reflect.get(image, "versions")));
  return ["images", name, "versions", versions[0] ?? ""];
}

property(
  "a value that is set is read as it was given, and setting what is there changes no byte",
  fc.tuple(catalog, form, hostileText),
  ([{ data }, given, text]) => {
    const path = [...firstVersion(data).slice(0, 2), "description"];
    const before = textOf(data, given);
    const after = editText(before, path, text);
    if (after === undefined) {
      return;
    }
    expect(readData(after)).toEqual(withValue(readData(before), path, text));
    expect(editText(after, path, text)).toBe(after);
  },
);

property(
  "a version that is added and taken out again leaves the same bytes, and the same catalog",
  fc.tuple(catalog, form),
  ([written, given]) => {
    withFolder("round-trip", (folder) => {
      const file = writeCatalog(folder, written, given);
      const text = textOf(written.data, given);
      const path = [...firstVersion(written.data).slice(0, 3), "a.new-one"];
      const added = editText(text, path, { source: { ami: "ami-0c3fd0f5d4e7a9b21" } });
      expect(added).toBeDefined();
      expect(editText(added ?? "", path, undefined)).toBe(text);
      const read = check(file);
      if (!(read instanceof AmiCatalogError)) {
        const name = join(folder, fileNameOf(given));
        const now = refusedOr(() => parseCatalog(added ?? "", name).catalog);
        if (now instanceof AmiCatalogError) {
          // Recipients that copy need the device names of every version, and this one has none.
          expect(now.problems.map(({ code }) => code)).toEqual(["DEVICE_NAMES_MISSING"]);
        } else {
          expect(withoutNew(now)).toEqual(read);
        }
      }
    });
  },
);

function withoutNew(catalog: Catalog): Catalog {
  const images = Object.entries(catalog.images).map(([name, image]) => {
    const { "a.new-one": added, ...versions } = image.versions;
    return [name, added ? { ...image, versions } : image];
  });
  return { ...catalog, images: Object.fromEntries(images) as Catalog["images"] };
}
