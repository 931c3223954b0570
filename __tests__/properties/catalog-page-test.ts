import fc from "fast-check";
import type { Catalog } from "../../modules/ami-catalog/model";
import { catalogPage } from "../../modules/ami-catalog-page";
import { hostileText } from "./arbitraries/text";
import { property } from "./property";

const html = fc.constantFrom(
  "</script>",
  "<script>",
  "<!--",
  "-->",
  "]]>",
  "&lt;",
  "&quot;",
  "<img src=x ",
  "'",
);
const texts = fc
  .array(fc.oneof(hostileText, html), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(""));

/** A catalog with a text wherever one may stand, without what checks names. */
function catalogWith(text: string): Catalog {
  const source = { lookup: { owners: [text], filters: [{ name: text, values: [text] }] } };
  return {
    namespace: text,
    homeRegion: text,
    regions: { [`r${text}`]: {} },
    shareWith: { accountIds: [text], organizationArns: [text] },
    images: {
      [`i${text}`]: {
        description: text,
        tags: { [`t${text}`]: text },
        versions: { [`v${text}`]: { source } },
        channels: { [`c${text}`]: text },
      },
    },
  };
}

function tagsOf(page: string): readonly string[] {
  return page.match(/<[!/a-z][^>]*>/gi) ?? [];
}

/** As a browser ends the element. */
function dataOf(page: string): unknown {
  const [, json = ""] = /id="Data">(.*?)<\/script/is.exec(page) ?? [];
  return JSON.parse(json);
}

const TAGS = tagsOf(catalogPage(catalogWith("x")));

property("no text of a catalog makes a tag, or ends the data", texts, (text) => {
  const page = catalogPage(catalogWith(text));
  expect(tagsOf(page)).toEqual(TAGS);
  expect(dataOf(page)).toMatchObject({ catalog: { namespace: text, homeRegion: text } });
});
