import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { TerraformOutput, TerraformStack } from "cdktf";
import { AmiReference, AmiReferenceProps } from "../../modules";
import { Template } from "../support/template";
import { expectRefused, inRegion, Refusal, synthesized, token } from "./refusal";
import { ACCOUNT_ID, OTHER_ACCOUNT_ID, OTHER_REGION, REGION } from "./values";

const NAME = "/golden/web/stable";
const ARN = arn(NAME);
const DATA = "aws_ssm_parameter";

function arn(name: string, partition = "aws", region = REGION, account = ACCOUNT_ID): string {
  return `arn:${partition}:ssm:${region}:${account}:parameter${name}`;
}

/** What `read` takes from a reference, as the stack has it. */
function said(
  props: (stack: TerraformStack) => AmiReferenceProps,
  read: (reference: AmiReference) => unknown,
  region = REGION,
): { readonly value: unknown; readonly template: Template } {
  const template = inRegion(region, (stack) => {
    const reference = AmiReference.fromParameter(stack, "Golden", props(stack));
    new TerraformOutput(stack, "Said", { value: read(reference) });
  });
  return { value: template.stackJson.output?.Said?.value, template };
}

function imageId(props: AmiReferenceProps, region = REGION): unknown {
  return said(
    () => props,
    ({ launchTemplateImageId }) => launchTemplateImageId,
    region,
  ).value;
}

function refuse(props: AmiReferenceProps, ...refusals: Omit<Refusal, "path">[]): void {
  expectRefused(
    (stack) => AmiReference.fromParameter(stack, "Golden", props),
    ...refusals.map((refusal) => ({ path: "Stack/Golden", ...refusal })),
  );
}

test("makes nothing by itself, and a launch template needs no data source", () => {
  const template = synthesized((stack) => {
    const { launchTemplateImageId } = AmiReference.fromParameter(stack, "Golden", { parameterName: NAME });
    new LaunchTemplate(stack, "Web", { imageId: launchTemplateImageId });
  });
  expect(template.only("aws_launch_template").image_id).toBe(`resolve:ssm:${NAME}`);
  expect(template.count()).toBe(1);
  expect(template.stackJson).not.toHaveProperty("data");
});

describe("launchTemplateImageId", () => {
  test.each([
    [{ parameterName: NAME }, NAME],
    [{ parameterName: NAME, version: 3 }, `${NAME}:3`],
    [{ parameterName: NAME, label: "proven" }, `${NAME}:proven`],
    [{ parameterName: NAME, accountId: ACCOUNT_ID }, NAME],
    [{ parameterName: "/aws/service/canonical/ubuntu/ami-id" }, "/aws/service/canonical/ubuntu/ami-id"],
    [{ parameterArn: ARN }, ARN],
    [{ parameterArn: ARN, version: 3 }, `${ARN}:3`],
    [{ parameterArn: ARN, label: "proven" }, `${ARN}:proven`],
    [{ parameterArn: ARN, accountId: OTHER_ACCOUNT_ID, label: "proven" }, `${ARN}:proven`],
    [{ parameterArn: ARN, accountId: ACCOUNT_ID }, NAME],
    [{ parameterArn: ARN, accountId: ACCOUNT_ID, version: 3 }, `${NAME}:3`],
    [{ parameterArn: arn("/web") }, arn("/web")],
    [{ parameterArn: arn("/web"), accountId: OTHER_ACCOUNT_ID }, arn("/web")],
  ] satisfies [AmiReferenceProps, string][])("of %j is resolve:ssm:%s", (props, expected) => {
    expect(imageId(props)).toBe(`resolve:ssm:${expected}`);
  });

  test("names a public parameter by name, whatever the account", () => {
    const name = "/aws/service/ami-amazon-linux-latest/al2023";
    expect(imageId({ parameterArn: arn(name, "aws", REGION, ""), accountId: ACCOUNT_ID })).toBe(
      `resolve:ssm:${name}`,
    );
  });

  test.each([
    ["aws-cn", "cn-north-1"],
    ["aws-us-gov", "us-gov-west-1"],
  ])("takes ARNs of %s", (partition, region) => {
    const given = arn(NAME, partition, region);
    expect(imageId({ parameterArn: given }, region)).toBe(`resolve:ssm:${given}`);
    expect(imageId({ parameterArn: given, accountId: ACCOUNT_ID }, region)).toBe(`resolve:ssm:${NAME}`);
  });

  test("leaves the choice to Terraform where the account or the ARN is known there alone", () => {
    const chosen = (props: (stack: TerraformStack) => AmiReferenceProps) =>
      said(props, ({ launchTemplateImageId }) => launchTemplateImageId).value;
    expect(
      chosen((stack) => ({ parameterArn: ARN, accountId: token(stack, "Account"), label: "proven" })),
    ).toBe(`resolve:ssm:\${("${ACCOUNT_ID}" == var.Account) ? "${NAME}" : "${ARN}"}:proven`);
    expect(chosen((stack) => ({ parameterArn: token(stack, "Arn"), accountId: ACCOUNT_ID }))).toBe(
      `resolve:ssm:\${(element(split(":", var.Arn), 4) == "${ACCOUNT_ID}") ? ` +
        `replace(var.Arn, "/^arn:[^:]*:ssm:[^:]*:[^:]*:parameter/", "") : var.Arn}`,
    );
    expect(chosen((stack) => ({ parameterArn: token(stack, "Arn") }))).toBe("resolve:ssm:${var.Arn}");
    expect(chosen((stack) => ({ parameterName: token(stack, "Name") }))).toBe("resolve:ssm:${var.Name}");
  });
});

describe("what is read at plan", () => {
  test("comes from one data source, however often it is asked for", () => {
    const { value, template } = said(
      () => ({ parameterName: NAME, version: 3 }),
      (reference) => [reference.amiId, reference.amiId, reference.parameterVersion, reference.resource.fqn],
    );
    const [address] = Object.keys(template.dataSources(DATA));
    expect(Object.values(template.dataSources(DATA))).toEqual([{ name: `${NAME}:3` }]);
    expect(value).toEqual([
      `\${${address}.insecure_value}`,
      `\${${address}.insecure_value}`,
      `\${${address}.version}`,
      `\${${address}}`,
    ]);
  });

  test.each([
    [{ parameterName: NAME, label: "proven" }, `${NAME}:proven`],
    [{ parameterArn: ARN }, ARN],
    [{ parameterArn: ARN, accountId: ACCOUNT_ID }, NAME],
  ] satisfies [AmiReferenceProps, string][])("of %j is that of %s", (props, name) => {
    const { template } = said(
      () => props,
      ({ amiId }) => amiId,
    );
    expect(Object.values(template.dataSources(DATA))).toEqual([{ name }]);
  });

  test("is read with the provider that is given", () => {
    const template = synthesized((stack) => {
      const provider = new AwsProvider(stack, "Other", { region: OTHER_REGION, alias: "other" });
      const reference = AmiReference.fromParameter(stack, "Golden", { parameterName: NAME, provider });
      new TerraformOutput(stack, "Said", { value: [reference.amiId, reference.parameterArn] });
    });
    const sources = [DATA, "aws_partition", "aws_region", "aws_caller_identity"];
    expect(
      sources.flatMap((type) =>
        Object.values(template.dataSources(type)).map(({ provider }) => [type, provider]),
      ),
    ).toEqual(sources.map((type) => [type, "aws.other"]));
  });
});

describe("name and ARN", () => {
  const both = ({ parameterName, parameterArn }: AmiReference) => [parameterName, parameterArn];

  test.each([
    [NAME, ARN],
    ["web", arn("/web")],
  ])("name %s is read from an ARN, which stays as it is", (name, parameterArn) => {
    const { value, template } = said(() => ({ parameterArn }), both);
    expect(value).toEqual([name, parameterArn]);
    expect(template.stackJson).not.toHaveProperty("data");
  });

  test.each([NAME, "web", "/web"])(
    "the ARN of %s has partition, region and account of the provider",
    (name) => {
      const { value, template } = said(() => ({ parameterName: name }), both);
      const [partition, region, account] = ["aws_partition", "aws_region", "aws_caller_identity"].map(
        (type) => Object.keys(template.dataSources(type))[0],
      );
      expect(value).toEqual([
        name,
        `arn:\${${partition}.partition}:ssm:\${${region}.id}:\${${account}.account_id}:parameter/${name.replace(/^\//, "")}`,
      ]);
      expect(template.dataSources(DATA)).toEqual({});
    },
  );

  test("the account that is given stands in the ARN", () => {
    const { value, template } = said(
      () => ({ parameterName: NAME, accountId: ACCOUNT_ID }),
      ({ parameterArn }) => parameterArn,
    );
    expect(value).toContain(`:${ACCOUNT_ID}:parameter${NAME}`);
    expect(template.dataSources("aws_caller_identity")).toEqual({});
  });

  test("a public parameter belongs to no account", () => {
    const name = "/aws/service/ami-amazon-linux-latest/al2023";
    const { value, template } = said(
      () => ({ parameterName: name, accountId: ACCOUNT_ID }),
      ({ parameterArn }) => parameterArn,
    );
    expect(value).toMatch(new RegExp(`^arn:\\$\\{.*\\}:ssm:\\$\\{.*\\}::parameter${name}$`));
    expect(template.dataSources("aws_caller_identity")).toEqual({});
  });

  test("the ARN of a name that Terraform knows is asked of SSM: it may be public, or have no slash", () => {
    const { value, template } = said((stack) => ({ parameterName: token(stack, "Name") }), both);
    const [address] = Object.keys(template.dataSources(DATA));
    expect(value).toEqual(["${var.Name}", `\${${address}.arn}`]);
  });

  test("the name in an ARN that Terraform knows", () => {
    expect(said((stack) => ({ parameterArn: token(stack, "Arn") }), both).value).toEqual([
      '${replace(var.Arn, "/^arn:[^:]*:ssm:[^:]*:[^:]*:parameter/", "")}',
      "${var.Arn}",
    ]);
  });
});

describe("launchPolicyStatement", () => {
  const statement = ({ launchPolicyStatement }: AmiReference) => launchPolicyStatement;

  test.each(["aws", "aws-cn", "aws-us-gov"])(
    "allows both calls on the ARN without its selector, in %s",
    (partition) => {
      const region = { aws: REGION, "aws-cn": "cn-north-1", "aws-us-gov": "us-gov-west-1" }[partition];
      const parameterArn = arn(NAME, partition, region);
      expect(said(() => ({ parameterArn, label: "proven" }), statement, region).value).toEqual({
        Sid: "ReadAmiParameter",
        Effect: "Allow",
        Action: ["ssm:GetParameter", "ssm:GetParameters"],
        Resource: [parameterArn],
      });
    },
  );

  test("is data for JSON", () => {
    const { value } = said(
      () => ({ parameterName: NAME, version: 3 }),
      (reference) => JSON.stringify({ Version: "2012-10-17", Statement: [reference.launchPolicyStatement] }),
    );
    expect(JSON.parse(String(value))).toMatchObject({
      Statement: [{ Resource: [expect.stringMatching(/^arn:\$\{.*:parameter\/golden\/web\/stable$/)] }],
    });
  });
});

describe("refuses", () => {
  test("neither name nor ARN, and both", () => {
    const refusal = {
      code: "PARAMETER_NAME_INVALID",
      prop: "parameterName",
      wayOut: "give the ARN",
    } as const;
    refuse({}, { ...refusal, value: undefined });
    refuse({ parameterName: NAME, parameterArn: ARN }, { ...refusal, value: NAME });
  });

  test("an ARN in place of a name", () => {
    refuse(
      { parameterName: ARN },
      { code: "PARAMETER_NAME_INVALID", prop: "parameterName", value: ARN, wayOut: "replace the other" },
    );
  });

  test.each([
    [arn(`${NAME}:3`), "SELECTOR_INVALID", "give `version` or `label`"],
    [arn(`/${NAME}`), "PARAMETER_NAME_INVALID", "take out the empty level"],
    [arn(ARN.replace("arn", "/arn")), "SELECTOR_INVALID", "end it after the name"],
    [arn(NAME, "aws", REGION, ""), "PARAMETER_NAME_INVALID", "write the ID of the account"],
    [arn(NAME, "aws", OTHER_REGION), "REGION_INVALID", `give the ARN of the parameter in ${REGION}`],
    [arn(NAME, "aws-cn", "cn-north-1"), "PARTITION_MIXED", "use one of partition aws"],
    ["arn:aws:s3:::golden", "PARAMETER_NAME_INVALID", 'write "arn:aws:ssm:REGION:ACCOUNT:parameter/NAME"'],
  ] as const)("the ARN %s", (parameterArn, code, wayOut) => {
    refuse({ parameterArn }, { code, prop: "parameterArn", value: parameterArn, wayOut });
  });

  test("an ARN of the own account that doesn't tell the name", () => {
    const parameterArn = arn("/web");
    refuse(
      { parameterArn, accountId: ACCOUNT_ID },
      {
        code: "PARAMETER_NAME_INVALID",
        prop: "parameterArn",
        value: parameterArn,
        wayOut: 'write `parameterName`: "web" or "/web"',
      },
    );
  });

  test("all that is wrong, in one error", () => {
    refuse(
      { parameterName: "/golden web", version: 0, label: "3", accountId: "22222222222" },
      { code: "SELECTOR_INVALID", prop: "label", value: "3", wayOut: "leave one of the two out" },
      { code: "PARAMETER_NAME_INVALID", prop: "parameterName", value: "/golden web", wayOut: "replace" },
      { code: "SELECTOR_INVALID", prop: "version", value: 0, wayOut: "get-parameter-history" },
      { code: "SELECTOR_INVALID", prop: "label", value: "3", wayOut: "name a label" },
      { code: "ACCOUNT_ID_INVALID", prop: "accountId", value: "22222222222", wayOut: '"022222222222"' },
    );
  });
});
