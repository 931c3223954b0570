import {
  askerOf,
  launchable,
  overallVerdict,
  type Verdict,
  verdictOf,
} from "../../../modules/ami-catalog-page/browser/launch";
import { UNKNOWN_ACCOUNTS } from "../../../modules/ami-catalog-page/page-data";
import type { AmiRecipients } from "../../../modules/ami-launch-permissions";
import { ACCOUNT_ID, ORGANIZATION_ARN, ORGANIZATION_ID, OTHER_ACCOUNT_ID, OU_ARN, OU_ID } from "../values";

const ACCOUNT = { kind: "account", id: ACCOUNT_ID } as const;
const ORGANIZATION = { kind: "organization", id: ORGANIZATION_ID } as const;
const UNIT = { kind: "organizationalUnit", id: OU_ID } as const;

test.each([
  [ACCOUNT_ID, ACCOUNT],
  [" 2222-2222-2222 ", ACCOUNT],
  [ORGANIZATION_ID, ORGANIZATION],
  [ORGANIZATION_ARN, ORGANIZATION],
  [OU_ID, UNIT],
  [OU_ARN, UNIT],
  ["22222222222", undefined],
  ["o-short", undefined],
  ["o-goldenimages x", undefined],
  ["", undefined],
])('"%s" is read', (text, asker) => {
  expect(askerOf(text)).toEqual(asker);
});

const PUBLISHER = "999999999999";

type Asked = Parameters<typeof verdictOf>[1];

test.each<[Verdict["answer"], string, Asked, AmiRecipients, string]>([
  ["yes", "everyone", ACCOUNT, { isPublic: true }, "everyone may launch it"],
  [
    "yes",
    "an account that is named",
    ACCOUNT,
    { accountIds: [OTHER_ACCOUNT_ID, ACCOUNT_ID] },
    "shared with this account",
  ],
  ["no", "another account", ACCOUNT, { accountIds: [OTHER_ACCOUNT_ID] }, "not shared with this account"],
  ["no", "nobody", ACCOUNT, {}, "not shared with this account"],
  [
    "maybe",
    "accounts that Terraform knows",
    ACCOUNT,
    { accountIds: [UNKNOWN_ACCOUNTS] },
    "its accounts are known at deploy",
  ],
  [
    "maybe",
    "an organisation, of an account",
    ACCOUNT,
    { organizationArns: [ORGANIZATION_ARN], organizationalUnitArns: [OU_ARN] },
    `through ${ORGANIZATION_ID} or ${OU_ID}, if this account is in it`,
  ],
  [
    "yes",
    "this organisation",
    ORGANIZATION,
    { organizationArns: [ORGANIZATION_ARN] },
    "shared with this organisation",
  ],
  [
    "maybe",
    "an OU of this organisation",
    ORGANIZATION,
    { organizationalUnitArns: [OU_ARN] },
    `through ${OU_ID}, for the accounts in it`,
  ],
  [
    "no",
    "an OU of another organisation",
    { kind: "organization", id: "o-anotherimages" },
    { organizationalUnitArns: [OU_ARN] },
    "not shared with it",
  ],
  ["yes", "this OU", UNIT, { organizationalUnitArns: [OU_ARN] }, "shared with this OU"],
  [
    "maybe",
    "an organisation, of an OU",
    UNIT,
    { organizationArns: [ORGANIZATION_ARN] },
    `through ${ORGANIZATION_ID}, if this OU is in it`,
  ],
  [
    "maybe",
    "single accounts, of an organisation",
    ORGANIZATION,
    { accountIds: [ACCOUNT_ID] },
    "shared with single accounts",
  ],
])("%s, where it is shared with %s", (answer, _, asker, recipients, why) => {
  expect(verdictOf(recipients, asker, PUBLISHER)).toEqual({ answer, why });
});

test("the account that publishes may always", () => {
  expect(verdictOf({}, ACCOUNT, ACCOUNT_ID)).toEqual({ answer: "yes", why: "this account publishes it" });
});

test("no account is told no while the page doesn't know which one publishes", () => {
  const why = "only if it is the account that publishes";
  expect(verdictOf({ accountIds: [OTHER_ACCOUNT_ID] }, ACCOUNT, "")).toEqual({ answer: "publisher", why });
  expect(verdictOf({ accountIds: [ACCOUNT_ID] }, ACCOUNT, "").answer).toBe("yes");
  expect(verdictOf({}, ORGANIZATION, "")).toEqual({ answer: "no", why: "not shared with it" });
});

test("the likely answers come first, and those that are no are left out", () => {
  const answers = { no: "no", own: "publisher", through: "maybe", b: "yes", a: "yes" } as const;
  const verdict = (name: string) => ({ answer: answers[name as keyof typeof answers], why: "" });
  expect(launchable(Object.keys(answers), verdict)).toEqual(["b", "a", "through", "own"]);
  expect(launchable(["b", "a"], () => undefined)).toEqual(["b", "a"]);
});

test("regions that differ are named, and the best of their answers counts", () => {
  const [yes, no] = [
    { answer: "yes", why: "shared" },
    { answer: "no", why: "not shared" },
  ] as const;
  expect(overallVerdict(new Map([["eu-west-1", yes]]))).toEqual(yes);
  expect(
    overallVerdict(
      new Map<string, Verdict>([
        ["eu-west-1", no],
        ["us-east-1", yes],
        ["us-west-2", no],
      ]),
    ),
  ).toEqual({ answer: "yes", why: "not shared in eu-west-1, us-west-2; shared in us-east-1" });
  expect(overallVerdict(new Map([["eu-west-1", no]])).answer).toBe("no");
});
