import { parseCatalog } from "../../../modules/ami-catalog/load-catalog";
import { warningLine } from "../../../modules/ami-catalog/file-problems";
import { ACCOUNT_ID, AMI_ID, ORGANIZATION_ARN, OTHER_ACCOUNT_ID, OU_ARN } from "../values";
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

describe("parameters that are copied to an account", () => {
  const role = (account: string) => `arn:aws:iam::${account}:role/parameters`;
  const copyTo = (account: string) =>
    `copyParametersTo: [{ accountId: "${account}", roleArn: "${role(account)}" }]`;
  const channels = '{ stable: "1" }';
  const unshared = (images: string, account: string) =>
    `catalog.yaml:1:33: copyParametersTo[0].accountId: the catalog doesn't share ${images} with ${account}, and a parameter takes only an AMI that its account may launch; add the account to \`shareWith\` [CATALOG_COPY_UNSHARED]`;

  test.each([
    ["nobody", ""],
    ["another account", TO_ACCOUNT],
  ])("don't appear while the image is for %s", (_whom, shareWith) => {
    expect(lines({ top: `${copyTo(OTHER_ACCOUNT_ID)}\n${shareWith}`, channels })).toEqual([
      unshared("web", OTHER_ACCOUNT_ID),
    ]);
  });

  test("don't appear in a region with recipients of its own, nor for an image with such", () => {
    const top = `${copyTo(ACCOUNT_ID)}\n${TO_ACCOUNT}`;
    const regions = `{ ${HOME}: {}, eu-west-1: { shareWith: {} } }`;
    expect(lines({ top, regions, channels })).toEqual([unshared("web", ACCOUNT_ID)]);
    expect(lines({ top, channels, web: "shareWith: {}" })).toEqual([unshared("web", ACCOUNT_ID)]);
  });

  test.each([
    ["the account", TO_ACCOUNT, ACCOUNT_ID],
    ["everyone", "shareWith: { public: true }", OTHER_ACCOUNT_ID],
    ["an organisation", `shareWith: { organizationArns: ["${ORGANIZATION_ARN}"] }`, OTHER_ACCOUNT_ID],
    ["an OU", `shareWith: { organizationalUnitArns: ["${OU_ARN}"] }`, OTHER_ACCOUNT_ID],
  ])("may appear where the image is for %s", (_whom, shareWith, account) => {
    expect(lines({ top: `${copyTo(account)}\n${shareWith}`, channels })).toEqual([]);
  });

  test("are of channels alone", () => {
    expect(lines({ top: copyTo(ACCOUNT_ID) })).toEqual([]);
  });
});
