import { regionGroups } from "../../../modules/ami-catalog-page/browser/regions";
import { hintFor, search, searchIndex } from "../../../modules/ami-catalog-page/browser/search";
import { catalogPage } from "../../../modules";
import { publishedCatalog } from "../../../modules/ami-catalog-page/page-data";
import { ACCOUNT_ID, AMI_ID, KEY_ARN, ORGANIZATION_ARN, OTHER_REGION, REGION } from "../values";
import { catalogOf, SOURCE, usualImage } from "./catalogs";

const CATALOG = publishedCatalog(
  catalogOf(0, {
    images: {
      "al2023-arm64": {
        description: "Amazon Linux, and all Web servers",
        tags: { Team: "platform" },
        versions: { "2026.11.24": { source: SOURCE } },
        channels: { stable: "2026.11.24" },
      },
      web: usualImage(1),
    },
  }),
);

test.each<[string, string[]]>([
  ["", ["al2023-arm64", "web"]],
  ["al2023", ["al2023-arm64"]],
  ["PLATFORM", ["al2023-arm64"]],
  ["stable arm64", ["al2023-arm64"]],
  ["web", ["web", "al2023-arm64"]],
  ["web-2026.11.18", ["web"]],
  ["/golden/al2023-arm64/stable", ["al2023-arm64"]],
  ["resolve:ssm:/golden/al2023-arm64/stable", ["al2023-arm64"]],
  ["resolve:ssm:/golden/al2023-arm64/stable:3", ["al2023-arm64"]],
  ["arn:aws:ssm:eu-west-1:111111111111:parameter/golden/al2023-arm64/versions/2026.11.24", ["al2023-arm64"]],
  [AMI_ID, ["al2023-arm64"]],
  ["nothing", []],
])('"%s" finds %j', (query, names) => {
  expect(search(searchIndex(CATALOG), query)).toEqual(names);
});

test("an AMI ID that isn't found may be that of a copy, which AWS alone knows", () => {
  const copies = expect.stringContaining("AWS alone knows the IDs of copies");
  expect(["ami-0123456789abcdef0", "web AMI-01", "ami-x", "my-ami-", ""].map(hintFor)).toEqual([
    copies,
    copies,
    "",
    "",
    "",
  ]);
  expect(catalogPage(catalogOf(1))).toContain('placeholder="name, version, tag, alias, source AMI ID"');
});

test("regions in which all is alike are one group, and the nearest recipients decide", () => {
  const shareWith = { accountIds: [ACCOUNT_ID] };
  const catalog = publishedCatalog(
    catalogOf(1, {
      regions: {
        [REGION]: { kmsKeyArn: KEY_ARN },
        [OTHER_REGION]: { createKey: true },
        "us-west-2": { createKey: true, shareWith },
        "eu-north-1": { createKey: true },
      },
    }),
  );
  const organization = { organizationArns: [ORGANIZATION_ARN] };
  expect(regionGroups(catalog, usualImage(1))).toEqual([
    {
      regions: [REGION],
      encryption: "encrypted, with the publisher's key",
      kmsKeyArn: KEY_ARN,
      recipients: organization,
    },
    {
      regions: [OTHER_REGION, "eu-north-1"],
      encryption: "encrypted, a key made there",
      recipients: organization,
    },
    { regions: ["us-west-2"], encryption: "encrypted, a key made there", recipients: shareWith },
  ]);
});
