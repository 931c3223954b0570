import { parseCatalog } from "../../../modules/ami-catalog/load-catalog";
import { warningLine } from "../../../modules/ami-catalog/file-problems";
import { ACCOUNT_ID, AMI_ID } from "../values";
import { catalogText, HOME, Parts } from "./catalog-text";

const TO_ACCOUNT = `shareWith: { accountIds: ["${ACCOUNT_ID}"] }`;
const VERSIONS = `versions: { "1": { source: { ami: ${AMI_ID} } } }`;

function lines(parts: Parts): string[] {
  return parseCatalog(catalogText(parts), "catalog.yaml").warnings.map(warningLine);
}

describe("parameters that are to be shared", () => {
  const top = "shareParameters: true";
  const ofImages = (names: string) =>
    `catalog.yaml:1:18: shareParameters: the parameters of ${names} aren't shared with everyone: AWS RAM shares with accounts, organisations and OUs; name in \`shareWith\` those that read them [CATALOG_PARAMETERS_UNSHARED]`;

  test("can't be with everyone", () => {
    expect(lines({ top: `${top}\nshareWith: { public: true }` })).toEqual([ofImages("web")]);
    expect(lines({ top: `${top}\n${TO_ACCOUNT}`, web: "shareWith: { public: true }" })).toEqual([
      ofImages("web"),
    ]);
    const regions = `{ ${HOME}: {}, eu-west-1: { shareWith: { public: true } } }`;
    expect(lines({ top: `${top}\n${TO_ACCOUNT}`, regions })).toEqual([ofImages("web")]);
  });

  test("are counted where many are public", () => {
    const images = ["a", "b", "c", "d"].map((name) => `${name}: { ${VERSIONS} }`).join(", ");
    expect(lines({ top: `${top}\nshareWith: { public: true }`, images: `{ ${images} }` })).toEqual([
      ofImages("4 images"),
    ]);
  });

  test("can't be with nobody", () => {
    const nobody =
      "catalog.yaml:1:18: shareParameters: no parameter is shared, since `shareWith` names nobody; name accounts, organisations or OUs [CATALOG_PARAMETERS_UNSHARED]";
    expect(lines({ top })).toEqual([nobody]);
    expect(lines({ top: `${top}\n${TO_ACCOUNT}`, web: "shareWith: {}" })).toEqual([nobody]);
  });

  test("are with those who are named, beside everyone and beside images of the owner alone", () => {
    const both = `shareWith: { public: true, accountIds: ["${ACCOUNT_ID}"] }`;
    expect(lines({ top: `${top}\n${both}` })).toEqual([]);
    const images = `{ web: { ${VERSIONS} }, own: { ${VERSIONS}, shareWith: {} } }`;
    expect(lines({ top: `${top}\n${TO_ACCOUNT}`, images })).toEqual([]);
    expect(lines({ top: "shareParameters: false\nshareWith: { public: true }" })).toEqual([]);
  });
});
