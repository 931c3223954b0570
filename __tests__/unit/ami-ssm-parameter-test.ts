import { TerraformOutput } from "cdktf";
import { AmiSsmParameter, AmiSsmParameterProps } from "../../modules";
import { Template } from "../support/template";
import { expectRefused, listToken, Refusal, synthesized, token } from "./refusal";
import {
  ACCOUNT_ID,
  AMI_ID,
  organizationArn,
  ORGANIZATION_ARN,
  OTHER_ACCOUNT_ID,
  OU_ARN,
  REGION,
  tags,
} from "./values";

const PARAMETER = "aws_ssm_parameter";
const SHARE = "aws_ram_resource_share";
const RESOURCE_ASSOCIATION = "aws_ram_resource_association";
const PRINCIPAL_ASSOCIATION = "aws_ram_principal_association";
const PROPS: AmiSsmParameterProps = { parameterName: "/golden/web/stable", amiId: AMI_ID };

function publish(props: Partial<AmiSsmParameterProps> = {}): Template {
  return synthesized((stack) => new AmiSsmParameter(stack, "Stable", { ...PROPS, ...props }));
}

function refuse(props: Partial<AmiSsmParameterProps>, ...refusals: Omit<Refusal, "path">[]): void {
  expectRefused(
    (stack) => new AmiSsmParameter(stack, "Stable", { ...PROPS, ...props }),
    ...refusals.map((refusal) => ({ path: "Stack/Stable", ...refusal })),
  );
}

test("makes one parameter of data type aws:ec2:image and nothing else", () => {
  const template = publish();
  expect(template.count()).toBe(1);
  expect(template.only(PARAMETER)).toEqual({
    name: "/golden/web/stable",
    type: "String",
    data_type: "aws:ec2:image",
    insecure_value: AMI_ID,
    tier: "Standard",
  });
});

test("is never made before it is destroyed, since its name is taken once", () => {
  expect(publish().only(PARAMETER)).not.toHaveProperty("lifecycle");
});

test("passes on all that is given", () => {
  expect(
    publish({ description: "The web server", tier: "Intelligent-Tiering", tags: { Team: "web" } }).only(
      PARAMETER,
    ),
  ).toMatchObject({ description: "The web server", tier: "Intelligent-Tiering", tags: { Team: "web" } });
});

test("gives name, ARN and version", () => {
  const template = synthesized((stack) => {
    const { parameterName, parameterArn, parameterVersion } = new AmiSsmParameter(stack, "Stable", PROPS);
    new TerraformOutput(stack, "Given", { value: { parameterName, parameterArn, parameterVersion } });
  });
  const [address] = Object.keys(template.resources(PARAMETER));
  expect(template.stackJson.output?.Given?.value).toEqual({
    parameterName: "/golden/web/stable",
    parameterArn: `\${${address}.arn}`,
    parameterVersion: `\${${address}.version}`,
  });
});

test("accepts tokens", () => {
  const template = synthesized((stack) => {
    const unknown = token(stack, "Unknown");
    const ids = listToken(stack, "Ids");
    new AmiSsmParameter(stack, "Stable", {
      parameterName: unknown,
      amiId: unknown,
      description: unknown,
      tags: { Team: unknown },
      tier: "Advanced",
      shareWith: { accountIds: ids, organizationArns: ids, organizationalUnitArns: ids },
      verify: true,
    });
  });
  expect(template.only(PARAMETER)).toMatchObject({
    name: "${var.Unknown}",
    insecure_value: "${var.Unknown}",
  });
  expect(template.count(PRINCIPAL_ASSOCIATION)).toBe(3);
});

describe("sharing", () => {
  test("makes one share, with the parameter in it and one block for each kind of principal", () => {
    const template = publish({
      tier: "Advanced",
      shareWith: {
        accountIds: [ACCOUNT_ID, OTHER_ACCOUNT_ID, ACCOUNT_ID],
        organizationArns: [ORGANIZATION_ARN],
        organizationalUnitArns: [OU_ARN],
      },
    });
    expect(template.count()).toBe(6);
    expect(template.only(SHARE)).toEqual({ name: "Stack-Stable-Share", allow_external_principals: true });
    const [share] = Object.keys(template.resources(SHARE));
    const [parameter] = Object.keys(template.resources(PARAMETER));
    const shareArn = `\${${share}.arn}`;
    expect(template.only(RESOURCE_ASSOCIATION)).toEqual({
      resource_share_arn: shareArn,
      resource_arn: `\${${parameter}.arn}`,
    });
    const common = { resource_share_arn: shareArn, principal: "${each.value}" };
    expect(Object.values(template.resources(PRINCIPAL_ASSOCIATION))).toEqual([
      { ...common, for_each: `\${toset(["${OTHER_ACCOUNT_ID}", "${ACCOUNT_ID}"])}` },
      { ...common, for_each: `\${toset(["${ORGANIZATION_ARN}"])}` },
      { ...common, for_each: `\${toset(["${OU_ARN}"])}` },
    ]);
  });

  test.each([undefined, {}, { accountIds: [] }])("makes none with %j", (shareWith) => {
    expect(publish({ shareWith }).count()).toBe(1);
    expect(publish({ shareWith, tier: "Advanced" }).count()).toBe(1);
  });

  test.each([undefined, "Standard", "Intelligent-Tiering"] as const)("is refused in tier %s", (tier) => {
    refuse(
      { tier, shareWith: { accountIds: [ACCOUNT_ID] } },
      { code: "TIER_NOT_ADVANCED", prop: "tier", value: tier, wayOut: 'write `tier: "Advanced"`' },
    );
  });

  test("is refused with wrong principals, named by the field in which they stand", () => {
    const arn = organizationArn("aws-cn");
    refuse(
      { tier: "Advanced", shareWith: { accountIds: ["1"], organizationArns: [arn] } },
      {
        code: "ACCOUNT_ID_INVALID",
        prop: "shareWith.accountIds[0]",
        value: "1",
        wayOut: "with its leading zeros",
      },
      {
        code: "PARTITION_MIXED",
        prop: "shareWith.organizationArns[0]",
        value: arn,
        wayOut: "use one of partition aws",
      },
    );
  });
});

describe("verification", () => {
  /** The parameters that the check of a stack looks at, by the name of their resource. */
  function verified({ stackJson: { locals } }: Template): unknown {
    return (locals as Record<string, unknown>).verified_parameters;
  }

  test("is not there unless it is asked for", () => {
    for (const { stackJson } of [publish(), publish({ verify: false })]) {
      expect(stackJson).not.toHaveProperty("check");
      expect(stackJson).not.toHaveProperty("locals");
    }
  });

  test("compares what was read back with the AMI ID, and reads nothing more", () => {
    const template = publish({ verify: true });
    const name = Object.keys(template.resources(PARAMETER))[0]?.split(".")[1] ?? "";
    expect(template.count()).toBe(1);
    expect(verified(template)).toEqual({
      [name]: {
        name: "/golden/web/stable",
        taken: `\${(aws_ssm_parameter.${name}.insecure_value == "${AMI_ID}")}`,
      },
    });
    expect(template.stackJson.check).toEqual({
      verified_parameters: {
        assert: [
          {
            condition: "${alltrue([for parameter in local.verified_parameters : parameter.taken])}",
            error_message: expect.stringContaining("The new AMI has not been taken by ${join("),
          },
        ],
      },
    });
  });

  test("is one check for all parameters of a stack, with AMI IDs that only Terraform knows", () => {
    const template = synthesized((stack) => {
      new AmiSsmParameter(stack, "Stable", { ...PROPS, amiId: token(stack, "Ami"), verify: true });
      new AmiSsmParameter(stack, "Edge", { ...PROPS, parameterName: "/golden/web/edge", verify: true });
      new AmiSsmParameter(stack, "Other", { ...PROPS, parameterName: "/golden/web/other" });
    });
    expect(Object.keys(template.stackJson.check as object)).toEqual(["verified_parameters"]);
    expect(Object.values(verified(template) as object)).toEqual([
      {
        name: "/golden/web/edge",
        taken: expect.stringMatching(/^\$\{\(aws_ssm_parameter\.Edge_\w+\.insecure_value == "ami-\w+"\)\}$/),
      },
      {
        name: "/golden/web/stable",
        taken: expect.stringMatching(/^\$\{\(aws_ssm_parameter\.Stable_\w+\.insecure_value == var\.Ami\)\}$/),
      },
    ]);
  });
});

describe("refuses", () => {
  test.each([
    ["/aws/golden", "begin with a word of your own"],
    ["/SSM-golden", "begin with a word of your own"],
    ["golden/web", 'write "/golden/web"'],
    ["/golden//web", "take out the empty level"],
    ["/golden web", "replace the other characters"],
    ["/x".repeat(16), "use fewer levels"],
  ])("the name %s", (parameterName, wayOut) => {
    refuse(
      { parameterName },
      { code: "PARAMETER_NAME_INVALID", prop: "parameterName", value: parameterName, wayOut },
    );
  });

  test("a name that is too long for the region of the provider", () => {
    const longest = `/${"x".repeat(1011 - `arn:aws:ssm:${REGION}:123456789012:parameter/`.length)}`;
    expect(publish({ parameterName: longest }).only(PARAMETER).name).toBe(longest);
    refuse(
      { parameterName: `${longest}x` },
      {
        code: "PARAMETER_NAME_INVALID",
        prop: "parameterName",
        value: `${longest}x`,
        wayOut: "shorten the name by 1",
      },
    );
  });

  test("an AMI ID that is none", () => {
    refuse(
      { amiId: "ami-0a1b2c3d4e5f6071" },
      {
        code: "AMI_ID_INVALID",
        prop: "amiId",
        value: "ami-0a1b2c3d4e5f6071",
        wayOut: "(this has 16 digits)",
      },
    );
  });

  test("a description of 1,025 characters, and not of 1,024", () => {
    const description = "x".repeat(1024);
    expect(publish({ description }).only(PARAMETER).description).toBe(description);
    refuse(
      { description: `${description}x` },
      { code: "DESCRIPTION_INVALID", prop: "description", value: `${description}x`, wayOut: "shorten it" },
    );
  });

  test("51 tags, and not 50", () => {
    expect(publish({ tags: tags(50) }).only(PARAMETER).tags).toEqual(tags(50));
    refuse(
      { tags: tags(51) },
      { code: "TAGS_INVALID", prop: "tags", value: tags(51), wayOut: "give at most 50" },
    );
  });

  test("a tag that SSM does not take, though EC2 does", () => {
    refuse(
      { tags: { Team: "web, db" } },
      {
        code: "TAGS_INVALID",
        prop: "tags",
        value: { Team: "web, db" },
        wayOut: "replace the other characters",
      },
    );
  });

  test("all that is wrong, in one error", () => {
    refuse(
      {
        parameterName: "/aws/x",
        amiId: "",
        description: "x".repeat(1025),
        tags: { "aws:x": "" },
        shareWith: { accountIds: [ACCOUNT_ID] },
      },
      { code: "PARAMETER_NAME_INVALID", prop: "parameterName", value: "/aws/x", wayOut: "begin with a word" },
      { code: "AMI_ID_INVALID", prop: "amiId", value: "", wayOut: "copy the ID again" },
      {
        code: "DESCRIPTION_INVALID",
        prop: "description",
        value: "x".repeat(1025),
        wayOut: "shorten it",
      },
      { code: "TAGS_INVALID", prop: "tags", value: { "aws:x": "" }, wayOut: "choose another prefix" },
      { code: "TIER_NOT_ADVANCED", prop: "tier", value: undefined, wayOut: "leave `shareWith` out" },
    );
  });
});
