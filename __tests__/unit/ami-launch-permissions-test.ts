import { DataAwsOrganizationsOrganization } from "@cdktf/provider-aws/lib/data-aws-organizations-organization";
import { propertyAccess, Token } from "cdktf";
import { AmiLaunchPermissions, AmiLaunchPermissionsProps, AmiSsmParameter } from "../../modules";
import { Template } from "../support/template";
import { expectRefused, listToken, Refusal, synthesized, token } from "./refusal";
import {
  ACCOUNT_ID,
  accountIds,
  AMI_ID,
  KEY_ARN,
  keyArn,
  organizationArn,
  ORGANIZATION_ARN,
  ORGANIZATION_ID,
  OTHER_ACCOUNT_ID,
  OTHER_SNAPSHOT_ID,
  OU_ARN,
  SNAPSHOT_ID,
} from "./values";

const PERMISSION = "aws_ami_launch_permission";
const SNAPSHOT_PERMISSION = "aws_snapshot_create_volume_permission";
const LIFECYCLE = { create_before_destroy: true };

function share(props: Partial<AmiLaunchPermissionsProps> = {}): Template {
  return synthesized((stack) => new AmiLaunchPermissions(stack, "Share", { amiId: AMI_ID, ...props }));
}

function refuse(props: Partial<AmiLaunchPermissionsProps>, ...refusals: Omit<Refusal, "path">[]): void {
  expectRefused(
    (stack) => new AmiLaunchPermissions(stack, "Share", { amiId: AMI_ID, ...props }),
    ...refusals.map((refusal) => ({ path: "Stack/Share", ...refusal })),
  );
}

/** The list that a `for_each` goes through, where it is literal. */
function each(list: unknown): string[] {
  return JSON.parse(/^\$\{toset\((.*)\)\}$/.exec(`${list}`)?.[1] ?? "") as string[];
}

test("leaves the permission implicit where nobody is named: the owner alone may launch", () => {
  expect(share().count()).toBe(0);
  expect(share({ accountIds: [], organizationArns: [], organizationalUnitArns: [] }).count()).toBe(0);
  expect(share({ isPublic: false }).count()).toBe(0);
});

test("makes one permission for each kind of principal, with the principal in its address", () => {
  const template = share({
    accountIds: [ACCOUNT_ID],
    organizationArns: [ORGANIZATION_ARN],
    organizationalUnitArns: [OU_ARN],
  });
  expect(template.count()).toBe(3);
  expect(Object.values(template.resources(PERMISSION))).toEqual([
    {
      for_each: `\${toset(["${ACCOUNT_ID}"])}`,
      account_id: "${each.value}",
      image_id: AMI_ID,
      lifecycle: LIFECYCLE,
    },
    {
      for_each: `\${toset(["${ORGANIZATION_ARN}"])}`,
      organization_arn: "${each.value}",
      image_id: AMI_ID,
      lifecycle: LIFECYCLE,
    },
    {
      for_each: `\${toset(["${OU_ARN}"])}`,
      organizational_unit_arn: "${each.value}",
      image_id: AMI_ID,
      lifecycle: LIFECYCLE,
    },
  ]);
});

/** The local value that a `for_each` names. */
function namedLocal({ stackJson: { locals } }: Template, list: unknown): unknown {
  return (locals as Record<string, unknown>)[/^\$\{local\.(.*)\}$/.exec(`${list}`)?.[1] ?? ""];
}

test("makes one block for 1,000 accounts", () => {
  const template = share({ accountIds: accountIds(1000).reverse() });
  expect(template.count()).toBe(1);
  expect(each(namedLocal(template, template.only(PERMISSION).for_each))).toEqual(accountIds(1000));
});

test("writes a list of more than 20 principals once in a stack, however many images are shared with them", () => {
  const [long, other, short] = [accountIds(21), accountIds(22), accountIds(20)];
  const template = synthesized((stack) =>
    [long, other, [...long].reverse(), short].forEach(
      (list, index) => new AmiLaunchPermissions(stack, `Share${index}`, { amiId: AMI_ID, accountIds: list }),
    ),
  );
  const [first, second, third, fourth] = Object.values(template.resources(PERMISSION)).map(
    ({ for_each: list }) => list,
  );
  expect(Object.keys(template.stackJson.locals as object)).toHaveLength(2);
  expect(each(namedLocal(template, first))).toEqual(long);
  expect(each(namedLocal(template, second))).toEqual(other);
  expect(third).toBe(first);
  expect(each(fourth)).toEqual(short);
});

test("sorts the principals and takes each once, whatever the order in the list", () => {
  const { for_each: list } = share({
    accountIds: [ACCOUNT_ID, OTHER_ACCOUNT_ID, ACCOUNT_ID],
  }).only(PERMISSION);
  expect(each(list)).toEqual([OTHER_ACCOUNT_ID, ACCOUNT_ID]);
});

test("takes the accounts of an organisation from a data source", () => {
  const template = synthesized((stack) => {
    const organization = new DataAwsOrganizationsOrganization(stack, "Organization");
    const ids = Token.asList(propertyAccess(organization.accounts, ["*", "id"]));
    new AmiLaunchPermissions(stack, "Share", { amiId: AMI_ID, accountIds: ids });
  });
  expect(template.only(PERMISSION)).toMatchObject({
    for_each: expect.stringMatching(
      /^\$\{toset\(data\.aws_organizations_organization\.Organization\.accounts.+id.*\)\}$/,
    ),
    account_id: "${each.value}",
  });
});

test("shares with everyone only where that is asked for, with a warning", () => {
  const template = share({ isPublic: true });
  expect(template.count()).toBe(1);
  expect(template.only(PERMISSION)).toEqual({ group: "all", image_id: AMI_ID, lifecycle: LIFECYCLE });
  expect(template.annotations).toMatchObject([
    {
      constructPath: "Stack/Share",
      message: expect.stringContaining("every AWS account can launch this AMI"),
    },
  ]);
  expect(share({ accountIds: [ACCOUNT_ID] }).annotations).toEqual([]);
});

test("shares every snapshot with the accounts that copy", () => {
  const template = share({
    accountIds: [ACCOUNT_ID, OTHER_ACCOUNT_ID],
    snapshotAccess: "copy",
    snapshotIds: { "/dev/sdb": OTHER_SNAPSHOT_ID, "/dev/xvda": SNAPSHOT_ID },
  });
  const common = {
    for_each: `\${toset(["${OTHER_ACCOUNT_ID}", "${ACCOUNT_ID}"])}`,
    account_id: "${each.value}",
    lifecycle: LIFECYCLE,
  };
  expect(template.count()).toBe(3);
  expect(template.count(PERMISSION)).toBe(1);
  expect(Object.values(template.resources(SNAPSHOT_PERMISSION))).toEqual([
    { ...common, snapshot_id: OTHER_SNAPSHOT_ID },
    { ...common, snapshot_id: SNAPSHOT_ID },
  ]);
});

test("shares no snapshot with those that only launch", () => {
  const snapshotIds = { "/dev/xvda": SNAPSHOT_ID };
  expect(share({ accountIds: [ACCOUNT_ID], snapshotIds }).count(SNAPSHOT_PERMISSION)).toBe(0);
  expect(
    share({ accountIds: [ACCOUNT_ID], snapshotIds, snapshotAccess: "launch" }).count(SNAPSHOT_PERMISSION),
  ).toBe(0);
});

test("hands on all that it makes, to depend on", () => {
  const template = synthesized((stack) => {
    const { resources } = new AmiLaunchPermissions(stack, "Share", {
      amiId: AMI_ID,
      accountIds: [ACCOUNT_ID],
      isPublic: true,
      snapshotAccess: "copy",
      snapshotIds: { "/dev/xvda": SNAPSHOT_ID },
    });
    new AmiSsmParameter(stack, "Last", { parameterName: "/x", amiId: AMI_ID, dependsOn: resources });
  });
  expect(template.only("aws_ssm_parameter").depends_on).toEqual([
    ...Object.keys(template.resources(PERMISSION)),
    ...Object.keys(template.resources(SNAPSHOT_PERMISSION)),
  ]);
  expect(template.count()).toBe(4);
});

test("accepts tokens", () => {
  const template = synthesized((stack) => {
    const ids = listToken(stack, "Ids");
    new AmiLaunchPermissions(stack, "Share", {
      amiId: token(stack, "Ami"),
      accountIds: ids,
      organizationArns: ids,
      organizationalUnitArns: ids,
      encrypted: true,
      kmsKeyId: token(stack, "Key"),
    });
    new AmiLaunchPermissions(stack, "Snapshots", {
      amiId: AMI_ID,
      accountIds: ids,
      snapshotAccess: "copy",
      snapshotIds: { "/dev/xvda": token(stack, "Snapshot") },
    });
  });
  expect(Object.values(template.resources(PERMISSION)).map(({ for_each: list }) => list)).toEqual(
    Array.from({ length: 4 }, () => "${toset(var.Ids)}"),
  );
  expect(template.only(SNAPSHOT_PERMISSION).snapshot_id).toBe("${var.Snapshot}");
});

describe("refuses", () => {
  test("an AMI ID that is none", () => {
    refuse(
      { amiId: "ami-12" },
      { code: "AMI_ID_INVALID", prop: "amiId", value: "ami-12", wayOut: "(this has 2 digits)" },
    );
  });

  test.each<[string, Partial<AmiLaunchPermissionsProps>]>([
    ["accounts", { accountIds: [ACCOUNT_ID] }],
    ["an organisation", { organizationArns: [ORGANIZATION_ARN] }],
    ["an OU", { organizationalUnitArns: [OU_ARN] }],
  ])("to share with %s under the default key", (_, principals) => {
    refuse(
      { ...principals, encrypted: true },
      {
        code: "KMS_KEY_DEFAULT_SHARED",
        prop: "kmsKeyId",
        value: undefined,
        wayOut: "encrypt with a customer managed key that the recipients may use (`AmiEncryptionKey`)",
      },
    );
    expect(share({ ...principals, encrypted: true, kmsKeyId: KEY_ARN }).count()).toBe(1);
  });

  test("accounts that only Terraform knows, under the default key", () => {
    expectRefused(
      (stack) =>
        new AmiLaunchPermissions(stack, "Share", {
          amiId: AMI_ID,
          encrypted: true,
          accountIds: listToken(stack, "Ids"),
        }),
      {
        code: "KMS_KEY_DEFAULT_SHARED",
        path: "Stack/Share",
        prop: "kmsKeyId",
        value: undefined,
        wayOut: "give its ARN",
      },
    );
  });

  test("nothing of an AMI under the default key that nobody else launches", () => {
    expect(share({ encrypted: true }).count()).toBe(0);
  });

  test.each<Partial<AmiLaunchPermissionsProps>>([
    { encrypted: true },
    { encrypted: true, kmsKeyId: KEY_ARN },
    { kmsKeyId: KEY_ARN },
  ])("to make an encrypted AMI public: %j", (encryption) => {
    refuse(
      { isPublic: true, ...encryption },
      {
        code: "ENCRYPTED_PUBLIC",
        prop: "isPublic",
        value: true,
        wayOut: "share it with accounts or organisations, or publish an unencrypted copy",
      },
    );
  });

  test("a key of another region", () => {
    const kmsKeyId = keyArn("us-east-1");
    refuse(
      { accountIds: [ACCOUNT_ID], encrypted: true, kmsKeyId },
      { code: "KMS_KEY_REGION", prop: "kmsKeyId", value: kmsKeyId, wayOut: "use a key of eu-west-1" },
    );
  });

  test("1,001 principals", () => {
    refuse(
      { accountIds: accountIds(1001) },
      {
        code: "PRINCIPALS_TOO_MANY",
        prop: "accountIds",
        value: 1001,
        wayOut: "share with the organisation or an OU instead",
      },
    );
  });

  test("wrong principals, each with the field that it belongs to", () => {
    refuse(
      {
        accountIds: ["22222222222", ORGANIZATION_ID],
        organizationArns: [ORGANIZATION_ID, OU_ARN],
        organizationalUnitArns: [ORGANIZATION_ARN],
      },
      {
        code: "ACCOUNT_ID_INVALID",
        prop: "accountIds[0]",
        value: "22222222222",
        wayOut: '"022222222222"',
      },
      {
        code: "ACCOUNT_ID_INVALID",
        prop: "accountIds[1]",
        value: ORGANIZATION_ID,
        wayOut: "into `organizationArns`",
      },
      {
        code: "ORGANIZATION_ARN_INVALID",
        prop: "organizationArns[0]",
        value: ORGANIZATION_ID,
        wayOut: "aws organizations describe-organization",
      },
      {
        code: "ORGANIZATION_ARN_INVALID",
        prop: "organizationArns[1]",
        value: OU_ARN,
        wayOut: "into `organizationalUnitArns`",
      },
      {
        code: "ORGANIZATIONAL_UNIT_ARN_INVALID",
        prop: "organizationalUnitArns[0]",
        value: ORGANIZATION_ARN,
        wayOut: "into `organizationArns`",
      },
    );
  });

  test("an organisation of another partition", () => {
    const arn = organizationArn("aws-cn");
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

  test.each<Partial<AmiLaunchPermissionsProps>>([
    { organizationArns: [ORGANIZATION_ARN] },
    { organizationalUnitArns: [OU_ARN] },
    { accountIds: [ACCOUNT_ID], organizationArns: [ORGANIZATION_ARN] },
  ])("to let more than accounts copy: %j", (principals) => {
    refuse(
      { ...principals, snapshotAccess: "copy", snapshotIds: { "/dev/xvda": SNAPSHOT_ID } },
      {
        code: "SNAPSHOT_PRINCIPAL",
        prop: "snapshotAccess",
        value: "copy",
        wayOut: "name the accounts that copy in `accountIds`",
      },
    );
  });

  test("to let accounts copy without the snapshots", () => {
    refuse(
      { accountIds: [ACCOUNT_ID], snapshotAccess: "copy" },
      {
        code: "DEVICE_NAMES_MISSING",
        prop: "snapshotAccess",
        value: "copy",
        wayOut: 'snapshotIds: { "/dev/xvda": copy.snapshotId("/dev/xvda") }',
      },
    );
  });

  test("a snapshot ID that is none", () => {
    refuse(
      { accountIds: [ACCOUNT_ID], snapshotAccess: "copy", snapshotIds: { "/dev/xvda": "snap-1" } },
      {
        code: "SNAPSHOT_ID_INVALID",
        prop: "snapshotIds./dev/xvda",
        value: "snap-1",
        wayOut: "aws ec2 describe-snapshots",
      },
    );
  });
});

test("asks for no snapshots where nobody is named who could copy", () => {
  expect(share({ snapshotAccess: "copy" }).count()).toBe(0);
});
