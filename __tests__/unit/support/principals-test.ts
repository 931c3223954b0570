import {
  canonical,
  checkAccountId,
  checkOrganizationalUnitArn,
  checkOrganizationArn,
  checkPrincipals,
  Checks,
  isShared,
  Principals,
} from "../../../modules/support";
import { caught } from "../../support/template";
import { listToken, synthesized } from "../refusal";
import {
  ACCOUNT_ID,
  accountIds,
  organizationalUnitArn,
  organizationArn,
  ORGANIZATION_ARN,
  ORGANIZATION_ID,
  OU_ARN,
  OU_ID,
} from "../values";

const ROOT_PATH = `${ORGANIZATION_ID}/r-ab12/`;
const OU_PATH = `${ORGANIZATION_ID}/r-ab12/${OU_ID}/`;
const ACCOUNT_ARN = `arn:aws:organizations::123456789012:account/${ORGANIZATION_ID}/${ACCOUNT_ID}`;

function problemsOf(principals: Principals, partition?: string) {
  let problems: readonly { code: string; prop: string; value: unknown; fix: string; allowed: string }[] = [];
  synthesized((stack) => {
    const checks = new Checks(stack);
    checkPrincipals(checks, principals, partition);
    checks.refuse("end", undefined, { code: "TAGS_INVALID", allowed: "", fix: "" });
    problems = caught(() => checks.done()).problems.slice(0, -1);
  });
  return problems;
}

test.each(["000000000000", "012345678901", "999999999999"])("accepts the account ID %s", (accountId) => {
  expect(checkAccountId(accountId)).toBeUndefined();
});

test.each([
  ["22222222222", "022222222222"],
  ["1", "000000000001"],
])("refuses the account ID %s, which has lost its zeros, and writes it in full", (accountId, full) => {
  expect(checkAccountId(accountId)).toMatchObject({
    code: "ACCOUNT_ID_INVALID",
    fix: `write it with its leading zeros, "${full}"`,
  });
});

test.each(["", "2222222222222", "2222-2222-2222", "22222222222a", "٢٢٢٢٢٢٢٢٢٢٢٢", "222222222222\n", "all"])(
  "refuses the account ID %j",
  (accountId) => {
    expect(checkAccountId(accountId)).toMatchObject({
      code: "ACCOUNT_ID_INVALID",
      allowed: "an account ID is 12 decimal digits",
      fix: expect.stringContaining("aws organizations list-accounts"),
    });
  },
);

test.each([
  ["o-" + "a".repeat(10), "ou-ab12-" + "1".repeat(8)],
  ["o-" + "a".repeat(32), "ou-" + "a".repeat(32) + "-" + "1".repeat(32)],
])("accepts the ARNs of %s and of its %s", (organization, unit) => {
  const prefix = "arn:aws:organizations::123456789012";
  expect(checkOrganizationArn(`${prefix}:organization/${organization}`)).toBeUndefined();
  expect(checkOrganizationalUnitArn(`${prefix}:ou/${organization}/${unit}`)).toBeUndefined();
});

test.each([
  ["o-" + "a".repeat(9), "ou-ab12-" + "1".repeat(7)],
  ["o-" + "a".repeat(33), "ou-" + "a".repeat(33) + "-" + "1".repeat(8)],
  ["o-AAAAAAAAAA", "ou-AB12-11111111"],
])("refuses the ARNs of %s and of an OU %s", (organization, unit) => {
  const prefix = "arn:aws:organizations::123456789012";
  expect(checkOrganizationArn(`${prefix}:organization/${organization}`)).toMatchObject({
    code: "ORGANIZATION_ARN_INVALID",
    fix: expect.stringContaining("arn:aws:organizations::MANAGEMENT-ACCOUNT:organization/o-ID"),
  });
  expect(checkOrganizationalUnitArn(`${prefix}:ou/${ORGANIZATION_ID}/${unit}`)).toMatchObject({
    code: "ORGANIZATIONAL_UNIT_ARN_INVALID",
    fix: expect.stringContaining("arn:aws:organizations::MANAGEMENT-ACCOUNT:ou/o-ID/ou-ROOT-ID"),
  });
});

describe("what stands in the wrong field is sent to the right one", () => {
  test.each([
    ["the ID of an organisation", ORGANIZATION_ID, "`organizationArns`"],
    ["the ARN of an organisation", ORGANIZATION_ARN, "`organizationArns`"],
    ["the path of an organisation's root", ROOT_PATH, "`organizationArns`"],
    ["the ID of an OU", OU_ID, "`organizationalUnitArns`"],
    ["the ARN of an OU", OU_ARN, "`organizationalUnitArns`"],
    ["the path of an OU", OU_PATH, "`organizationalUnitArns`"],
    ["the ARN of an account", ACCOUNT_ARN, `"${ACCOUNT_ID}"`],
  ])("%s among the account IDs", (_, text, field) => {
    expect(checkAccountId(text)).toMatchObject({
      code: "ACCOUNT_ID_INVALID",
      fix: expect.stringContaining(field),
    });
  });

  test.each([
    ["the ID of an organisation", ORGANIZATION_ID, "aws organizations describe-organization`"],
    ["the path of an organisation's root", ROOT_PATH, "aws organizations describe-organization`"],
    ["the path of an OU", OU_PATH, "`organizationalUnitArns`"],
    ["the ID of an OU", OU_ID, "`organizationalUnitArns`"],
    ["the ARN of an OU", OU_ARN, "`organizationalUnitArns`"],
    ["an account ID", ACCOUNT_ID, "`accountIds`"],
    ["the ARN of an account", ACCOUNT_ARN, "`accountIds`"],
  ])("%s among the organisations", (_, text, field) => {
    expect(checkOrganizationArn(text)).toMatchObject({
      code: "ORGANIZATION_ARN_INVALID",
      fix: expect.stringContaining(field),
    });
  });

  test.each([
    ["the ID of an OU", OU_ID, "aws organizations describe-organizational-unit`"],
    ["the path of an OU", OU_PATH, "aws organizations describe-organizational-unit`"],
    ["the ID of an organisation", ORGANIZATION_ID, "`organizationArns`"],
    ["the path of an organisation's root", ROOT_PATH, "`organizationArns`"],
    ["the ARN of an organisation", ORGANIZATION_ARN, "`organizationArns`"],
    ["an account ID", ACCOUNT_ID, "`accountIds`"],
    ["the ARN of an account", ACCOUNT_ARN, "`accountIds`"],
  ])("%s among the OUs", (_, text, field) => {
    expect(checkOrganizationalUnitArn(text)).toMatchObject({
      code: "ORGANIZATIONAL_UNIT_ARN_INVALID",
      fix: expect.stringContaining(field),
    });
  });
});

test("says what an ID or a path is", () => {
  expect(checkOrganizationArn(ORGANIZATION_ID)?.allowed).toBe(
    "this is the ID of an organisation and not its ARN",
  );
  expect(checkOrganizationalUnitArn(OU_ID)?.allowed).toBe(
    "this is the ID of an organisational unit and not its ARN",
  );
  expect(checkOrganizationalUnitArn(OU_PATH)?.allowed).toBe(
    "this is a path of AWS Organizations and not the ARN of an organisational unit",
  );
});

test("names the place of each problem in its list", () => {
  const problems = problemsOf({
    accountIds: [ACCOUNT_ID, "1"],
    organizationArns: [OU_ARN],
    organizationalUnitArns: [OU_ARN, OU_ARN, "x"],
  });
  expect(problems.map(({ prop, value }) => [prop, value])).toEqual([
    ["accountIds[1]", "1"],
    ["organizationArns[0]", OU_ARN],
    ["organizationalUnitArns[2]", "x"],
  ]);
});

test("accepts 1,000 principals, duplicates counted once", () => {
  const ids = accountIds(998);
  expect(
    problemsOf({
      accountIds: [...ids, ...ids],
      organizationArns: [ORGANIZATION_ARN, ORGANIZATION_ARN],
      organizationalUnitArns: [OU_ARN],
    }),
  ).toEqual([]);
});

test.each<[string, Principals]>([
  ["accounts", { accountIds: accountIds(1001) }],
  ["accounts and an organisation", { accountIds: accountIds(1000), organizationArns: [ORGANIZATION_ARN] }],
  ["accounts and an OU", { accountIds: accountIds(1000), organizationalUnitArns: [OU_ARN] }],
])("refuses 1,001 principals: %s", (_, principals) => {
  expect(problemsOf(principals)).toMatchObject([
    {
      code: "PRINCIPALS_TOO_MANY",
      prop: "accountIds",
      value: 1001,
      fix: expect.stringContaining("share with the organisation"),
    },
  ]);
});

test("names the longest list where there are too many", () => {
  const ous = Array.from({ length: 1001 }, (_, n) => OU_ARN.replace(/.{4}$/, `${n}`.padStart(4, "0")));
  expect(problemsOf({ accountIds: accountIds(2), organizationalUnitArns: ous })).toMatchObject([
    { code: "PRINCIPALS_TOO_MANY", prop: "organizationalUnitArns", value: 1003 },
  ]);
});

test("accepts lists that only Terraform knows, and counts the rest", () => {
  synthesized((stack) => {
    const known = accountIds(1000);
    const unknown = listToken(stack, "Organizations");
    expect(problemsOf({ accountIds: known, organizationArns: unknown })).toEqual([]);
    expect(problemsOf({ accountIds: unknown, organizationalUnitArns: unknown })).toEqual([]);
  });
});

test.each<[string, Principals, string]>([
  ["an organisation", { organizationArns: [organizationArn("aws-cn")] }, "organizationArns[0]"],
  ["an OU", { organizationalUnitArns: [organizationalUnitArn("aws-us-gov")] }, "organizationalUnitArns[0]"],
])("refuses %s of another partition than the region's", (_, principals, prop) => {
  expect(problemsOf(principals, "aws")).toMatchObject([
    { code: "PARTITION_MIXED", prop, fix: expect.stringContaining("partition aws") },
  ]);
});

test("refuses two partitions among the principals where that of the region is not known", () => {
  const organizationArns = [organizationArn("aws-cn")];
  expect(problemsOf({ organizationArns, organizationalUnitArns: [organizationalUnitArn("aws-cn")] })).toEqual(
    [],
  );
  expect(problemsOf({ organizationArns, organizationalUnitArns: [OU_ARN] })).toMatchObject([
    { code: "PARTITION_MIXED", prop: "organizationalUnitArns[0]" },
  ]);
});

test("knows whether anyone is named", () => {
  expect(isShared({})).toBe(false);
  expect(isShared({ accountIds: [], organizationArns: [], organizationalUnitArns: [] })).toBe(false);
  expect(isShared({ organizationalUnitArns: [OU_ARN] })).toBe(true);
  synthesized((stack) => expect(isShared({ accountIds: listToken(stack, "Ids") })).toBe(true));
});

test("sorts literal lists without duplicates, changes neither them nor tokens", () => {
  const list = ["b", "a", "b"];
  expect(canonical(list)).toEqual(["a", "b"]);
  expect(list).toEqual(["b", "a", "b"]);
  synthesized((stack) => {
    const unknown = listToken(stack, "Ids");
    expect(canonical(unknown)).toBe(unknown);
  });
});
