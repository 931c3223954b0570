import { TerraformOutput, Token } from "cdktf";
import { AmiEncryptionKey, AmiEncryptionKeyProps } from "../../modules";
import { Template } from "../support/template";
import { expectRefused, inRegion, listToken, Refusal, synthesized, token } from "./refusal";
import {
  ACCOUNT_ID,
  accountIds,
  organizationalUnitArn,
  organizationArn,
  ORGANIZATION_ARN,
  ORGANIZATION_ID,
  OTHER_ACCOUNT_ID,
  OU_ARN,
  OU_ID,
  REGION,
  tags,
} from "./values";

const KEY = "aws_kms_key";
const USE = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];
const LAUNCH = { Effect: "Allow", Action: [...USE, "kms:CreateGrant"], Resource: "*" };
const KMS_POLICY_LIMIT = 32_768;

interface Policy {
  readonly Version: string;
  readonly Statement: readonly Record<string, unknown>[];
}

function keyWith(props: AmiEncryptionKeyProps = {}, region = REGION): Template {
  return inRegion(region, (stack) => new AmiEncryptionKey(stack, "Key", props));
}

/** The policy, with `OWNER` for the ID of the account that Terraform runs in. */
function policyOf(template: Template): Policy {
  const json = `${template.only(KEY).policy}`.replace(
    /\$\{data\.aws_caller_identity\.\w+\.account_id\}/g,
    "OWNER",
  );
  return JSON.parse(json) as Policy;
}

function statementsOf(props: AmiEncryptionKeyProps): readonly Record<string, unknown>[] {
  return policyOf(keyWith(props)).Statement.slice(1);
}

function refuse(props: AmiEncryptionKeyProps, ...refusals: Omit<Refusal, "path">[]): void {
  expectRefused(
    (stack) => new AmiEncryptionKey(stack, "Key", props),
    ...refusals.map((refusal) => ({ path: "Stack/Key", ...refusal })),
  );
}

test("makes one key that rotates, which only its owner may use", () => {
  const template = keyWith();
  expect(template.count()).toBe(1);
  expect(Object.keys(template.dataSources("aws_caller_identity"))).toHaveLength(1);
  expect(template.only(KEY)).toEqual({
    description: "Encrypts golden AMIs",
    enable_key_rotation: true,
    deletion_window_in_days: 30,
    policy: expect.any(String),
    tags: { "ami-catalog:key": "Stack/Key" },
  });
  expect(policyOf(template)).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Owner",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::OWNER:root" },
        Action: "kms:*",
        Resource: "*",
      },
    ],
  });
});

test("passes on all that is given, and makes the alias", () => {
  const template = keyWith({
    aliasName: "golden/ami",
    description: "Mine",
    deletionWindowInDays: 7,
    tags: { Team: "web" },
  });
  const [address] = Object.keys(template.resources(KEY));
  expect(template.count()).toBe(2);
  expect(template.only(KEY)).toMatchObject({
    description: "Mine",
    deletion_window_in_days: 7,
    tags: { Team: "web" },
  });
  expect(template.only("aws_kms_alias")).toEqual({
    name: "alias/golden/ami",
    target_key_id: `\${${address}.key_id}`,
  });
});

test.each(["a", "golden/ami", "Golden_1-x", "a".repeat(250), "awsome"])("takes the alias %s", (aliasName) => {
  expect(keyWith({ aliasName }).only("aws_kms_alias").name).toBe(`alias/${aliasName}`);
});

test.each(["", "golden.ami", "alias golden", "a".repeat(251), "aws/ebs", "grün"])(
  "refuses the alias '%s'",
  (aliasName) => {
    refuse(
      { aliasName },
      { code: "KMS_ALIAS_INVALID", prop: "aliasName", value: aliasName, wayOut: "without `alias/`" },
    );
  },
);

test.each([7, 30])("takes %d days before the end of the key", (deletionWindowInDays) => {
  expect(keyWith({ deletionWindowInDays }).only(KEY).deletion_window_in_days).toBe(deletionWindowInDays);
});

test.each([6, 31, 7.5, Number.NaN])("refuses %d days before the end of the key", (deletionWindowInDays) => {
  refuse(
    { deletionWindowInDays },
    {
      code: "KMS_DELETION_WINDOW_INVALID",
      prop: "deletionWindowInDays",
      value: deletionWindowInDays,
      wayOut: "from 7 to 30",
    },
  );
});

test("gives the ARN that a copy takes as `kmsKeyId`", () => {
  const template = synthesized((stack) => {
    new TerraformOutput(stack, "Given", { value: new AmiEncryptionKey(stack, "Key").kmsKeyArn });
  });
  const [address] = Object.keys(template.resources(KEY));
  expect(template.stackJson.output?.Given?.value).toBe(`\${${address}.arn}`);
});

test("lets accounts use the key by a condition, sorted and each once", () => {
  expect(statementsOf({ accountIds: [ACCOUNT_ID, OTHER_ACCOUNT_ID, ACCOUNT_ID] })).toEqual([
    {
      ...LAUNCH,
      Sid: "Accounts",
      Principal: "*",
      Condition: { StringEquals: { "aws:PrincipalAccount": [OTHER_ACCOUNT_ID, ACCOUNT_ID] } },
    },
  ]);
});

test("lets the accounts of an organisation use the key, by the ID of the organisation", () => {
  expect(statementsOf({ organizationArns: [ORGANIZATION_ARN] })).toEqual([
    {
      ...LAUNCH,
      Sid: "Organizations",
      Principal: "*",
      Condition: { StringEquals: { "aws:PrincipalOrgID": [ORGANIZATION_ID] } },
    },
  ]);
});

test("lets the accounts of an OU use the key, by its path, wherever it hangs and whatever is below", () => {
  const [statement, ...others] = statementsOf({ organizationalUnitArns: [OU_ARN] });
  const pattern = `${ORGANIZATION_ID}/r-ab12/*${OU_ID}/*`;
  expect(others).toEqual([]);
  expect(statement).toEqual({
    ...LAUNCH,
    Sid: "OrganizationalUnits",
    Principal: "*",
    Condition: { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": [pattern] } },
  });
  const matches = new RegExp(`^${pattern.replaceAll("*", ".*")}$`);
  expect(`${ORGANIZATION_ID}/r-ab12/${OU_ID}/`).toMatch(matches);
  expect(`${ORGANIZATION_ID}/r-ab12/ou-ab12-00000000/${OU_ID}/ou-ab12-22222222/`).toMatch(matches);
  expect(`${ORGANIZATION_ID}/r-ab12/ou-ab12-22222222/`).not.toMatch(matches);
  expect(`${ORGANIZATION_ID}/r-ab12/${OU_ID}2/`).not.toMatch(matches);
  expect(`o-anotherone/r-ab12/${OU_ID}/`).not.toMatch(matches);
});

test.each([
  ["allowAutoScaling", "AutoScaling", "autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling"],
  ["allowSpot", "Spot", "spot.amazonaws.com/AWSServiceRoleForEC2Spot"],
])("lets the service role use the key with `%s`", (option, sid, role) => {
  const common = {
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::OWNER:role/aws-service-role/${role}` },
    Resource: "*",
  };
  expect(statementsOf({ [option]: true })).toEqual([
    { ...common, Sid: `${sid}Use`, Action: USE },
    {
      ...common,
      Sid: `${sid}Grant`,
      Action: "kms:CreateGrant",
      Condition: { Bool: { "kms:GrantIsForAWSResource": true } },
    },
  ]);
});

test("gives each statement its own Sid", () => {
  const statements = statementsOf({
    accountIds: [ACCOUNT_ID],
    organizationArns: [ORGANIZATION_ARN],
    organizationalUnitArns: [OU_ARN],
    allowAutoScaling: true,
    allowSpot: true,
  });
  expect(statements.map(({ Sid }) => Sid)).toEqual([
    "Accounts",
    "Organizations",
    "OrganizationalUnits",
    "AutoScalingUse",
    "AutoScalingGrant",
    "SpotUse",
    "SpotGrant",
  ]);
});

test.each([
  ["cn-north-1", "aws-cn"],
  ["us-gov-west-1", "aws-us-gov"],
])("writes the policy of a key in %s for %s", (region, partition) => {
  const { Statement } = policyOf(
    keyWith(
      {
        accountIds: [ACCOUNT_ID],
        organizationArns: [organizationArn(partition)],
        organizationalUnitArns: [organizationalUnitArn(partition)],
        allowAutoScaling: true,
      },
      region,
    ),
  );
  expect(Statement[0]).toMatchObject({ Principal: { AWS: `arn:${partition}:iam::OWNER:root` } });
  expect(Statement[4]).toMatchObject({
    Principal: { AWS: expect.stringContaining(`arn:${partition}:iam::OWNER:role/`) },
  });
  expect(JSON.stringify(Statement)).not.toContain("arn:aws:");
});

test("fits 1,000 accounts into the 32 KiB that KMS takes", () => {
  const policy = policyOf(keyWith({ accountIds: accountIds(1000) }));
  expect(JSON.stringify(policy).length).toBeLessThanOrEqual(KMS_POLICY_LIMIT);
});

test("takes accounts that only Terraform knows", () => {
  const template = synthesized(
    (stack) =>
      new AmiEncryptionKey(stack, "Key", {
        accountIds: listToken(stack, "Ids"),
        description: token(stack, "Description"),
        tags: { Team: token(stack, "Team") },
      }),
  );
  expect(template.only(KEY).policy).toMatch(/^\$\{jsonencode\(.*var\.Ids.*\)\}$/);
});

test("takes single accounts that only Terraform knows", () => {
  const template = synthesized(
    (stack) => new AmiEncryptionKey(stack, "Key", { accountIds: [token(stack, "Consumer"), "222222222222"] }),
  );
  expect(policyOf(template).Statement[1]).toMatchObject({
    Condition: { StringEquals: { "aws:PrincipalAccount": ["${var.Consumer}", "222222222222"] } },
  });
});

describe("refuses", () => {
  test.each(["organizationArns", "organizationalUnitArns"])("%s that only Terraform knows", (prop) => {
    const list = Token.asList("${var.list}");
    refuse(
      { [prop]: list },
      {
        code: "ORGANIZATION_ARN_INVALID",
        prop,
        value: list,
        wayOut: "write the ARNs literally, or pass a key of your own as `kmsKeyId`",
      },
    );
  });

  test("principals that are none", () => {
    refuse(
      { accountIds: ["1"], organizationArns: [ORGANIZATION_ID], organizationalUnitArns: [OU_ID] },
      { code: "ACCOUNT_ID_INVALID", prop: "accountIds[0]", value: "1", wayOut: '"000000000001"' },
      {
        code: "ORGANIZATION_ARN_INVALID",
        prop: "organizationArns[0]",
        value: ORGANIZATION_ID,
        wayOut: "describe-organization",
      },
      {
        code: "ORGANIZATIONAL_UNIT_ARN_INVALID",
        prop: "organizationalUnitArns[0]",
        value: OU_ID,
        wayOut: "describe-organizational-unit",
      },
    );
  });

  test("an organisation of another partition", () => {
    const arn = organizationArn("aws-us-gov");
    refuse(
      { organizationArns: [arn] },
      {
        code: "PARTITION_MIXED",
        prop: "organizationArns[0]",
        value: arn,
        wayOut: "use one of partition aws",
      },
    );
  });

  test("a tag that is added here", () => {
    const given = { "ami-catalog:key": "mine" };
    refuse({ tags: given }, { code: "TAGS_INVALID", prop: "tags", value: given, wayOut: "another prefix" });
  });

  test("50 tags, and not 49: one is added", () => {
    const added = { "ami-catalog:key": "Stack/Key" };
    expect(keyWith({ tags: tags(49) }).only(KEY).tags).toEqual({ ...tags(49), ...added });
    refuse(
      { tags: tags(50) },
      { code: "TAGS_INVALID", prop: "tags", value: tags(50), wayOut: "give at most 49" },
    );
  });
});
