import { TerraformOutput, TerraformStack } from "cdktf";
import { AmiSource, FromLookupProps, FromParameterProps } from "../../../modules";
import { expectRefused, synthesized, token } from "../refusal";
import { keyArn, OTHER_REGION, REGION } from "../values";

const ARN = "arn:aws:ssm:eu-west-1:333333333333:parameter/golden/web/stable";

function publishId(stack: TerraformStack, source: AmiSource): void {
  new TerraformOutput(stack, "Id", { value: source.amiId });
}

describe("fromParameter", () => {
  test.each<[string, FromParameterProps, string]>([
    ["a name", { parameterName: "/golden/web" }, "/golden/web"],
    ["a name and a version", { parameterName: "/golden/web", version: 3 }, "/golden/web:3"],
    ["an ARN and a label", { parameterArn: ARN, label: "tested" }, `${ARN}:tested`],
  ])("reads the parameter of %s", (_, props, name) => {
    const template = synthesized((stack) =>
      publishId(stack, AmiSource.fromParameter(stack, "Source", props)),
    );
    const parameters = template.dataSources("aws_ssm_parameter");
    const [address] = Object.keys(parameters);
    expect(template.count()).toBe(0);
    expect(Object.values(parameters)).toEqual([{ name }]);
    expect(template.stackJson.output?.Id?.value).toBe(`\${${address}.insecure_value}`);
  });

  test.each<[string, FromParameterProps, boolean, boolean]>([
    ["the latest of an own parameter", { parameterName: "/golden/web" }, true, true],
    ["a label, which can be moved", { parameterName: "/golden/web", label: "tested" }, true, true],
    ["a version, which stays", { parameterName: "/golden/web", version: 3 }, true, false],
    ["the latest that another account shares", { parameterArn: ARN }, false, true],
    ["the latest that AWS publishes", { parameterName: "/aws/service/ami-x" }, false, true],
    ["an own one that names a stranger's AMI", { parameterName: "/golden/web", owned: false }, false, true],
    ["another account's that names an own AMI", { parameterArn: ARN, owned: true }, true, true],
  ])("knows of %s whether the AMI is owned (%p) and floats", (_, props, owned, floating) => {
    synthesized((stack) => {
      expect(AmiSource.fromParameter(stack, "Source", props)).toMatchObject({
        owned,
        floating,
        region: REGION,
        rootDeviceType: "ebs",
      });
    });
  });

  test("accepts tokens", () => {
    synthesized((stack) => {
      expect(() =>
        AmiSource.fromParameter(stack, "Source", {
          parameterName: token(stack, "Name"),
          label: token(stack, "Label"),
          region: token(stack, "Region"),
          kmsKeyId: token(stack, "Key"),
        }),
      ).not.toThrow();
    });
  });

  test("refuses all that is wrong, in one error", () => {
    expectRefused(
      (stack) =>
        AmiSource.fromParameter(stack, "Source", {
          parameterName: "/ssm/x",
          version: 0,
          region: "us-east-1a",
        }),
      {
        code: "PARAMETER_NAME_INVALID",
        path: "Stack/Source",
        prop: "parameterName",
        value: "/ssm/x",
        wayOut: "begin with a word of your own",
      },
      {
        code: "SELECTOR_INVALID",
        path: "Stack/Source",
        prop: "version",
        value: 0,
        wayOut: "aws ssm get-parameter-history",
      },
      {
        code: "REGION_INVALID",
        path: "Stack/Source",
        prop: "region",
        value: "us-east-1a",
        wayOut: 'write its region, "us-east-1"',
      },
    );
  });
});

describe("fromLookup", () => {
  const lookup: FromLookupProps = { owners: ["self"] };

  test("looks for the newest AMI of the owners", () => {
    const template = synthesized((stack) => publishId(stack, AmiSource.fromLookup(stack, "Source", lookup)));
    const images = template.dataSources("aws_ami");
    const [address] = Object.keys(images);
    expect(template.count()).toBe(0);
    expect(Object.values(images)).toEqual([{ owners: ["self"], most_recent: true }]);
    expect(template.stackJson.output?.Id?.value).toBe(`\${${address}.id}`);
  });

  test("passes on all that is given", () => {
    const template = synthesized((stack) =>
      AmiSource.fromLookup(stack, "Source", {
        owners: ["amazon", "111111111111"],
        filters: [{ name: "name", values: ["al2023-*"] }],
        nameRegex: "^al2023",
        mostRecent: false,
        includeDeprecated: true,
      }),
    );
    expect(Object.values(template.dataSources("aws_ami"))).toEqual([
      {
        owners: ["amazon", "111111111111"],
        filter: [{ name: "name", values: ["al2023-*"] }],
        name_regex: "^al2023",
        most_recent: false,
        include_deprecated: true,
      },
    ]);
  });

  test.each([
    [["self"], true],
    [["amazon"], false],
    [["self", "111111111111"], false],
    [["111111111111"], false],
  ])("knows of the owners %j whether the AMI is owned: %p; it always floats", (owners, owned) => {
    synthesized((stack) => {
      expect(AmiSource.fromLookup(stack, "Source", { owners })).toMatchObject({
        owned,
        floating: true,
        region: REGION,
      });
    });
  });

  test("accepts tokens", () => {
    synthesized((stack) => {
      expect(() =>
        AmiSource.fromLookup(stack, "Source", {
          owners: [token(stack, "Owner")],
          filters: [{ name: "name", values: [token(stack, "Name")] }],
          kmsKeyId: token(stack, "Key"),
        }),
      ).not.toThrow();
    });
  });

  test("refuses a lookup without owners", () => {
    expectRefused((stack) => AmiSource.fromLookup(stack, "Source", { owners: [] }), {
      code: "OWNERS_MISSING",
      path: "Stack/Source",
      prop: "owners",
      value: [],
      wayOut: 'name the owners: `["self"]`, `["amazon"]` or account IDs',
    });
  });
});

test.each<[string, (stack: TerraformStack, kmsKeyId: string) => AmiSource]>([
  ["fromLookup", (stack, kmsKeyId) => AmiSource.fromLookup(stack, "Source", { owners: ["self"], kmsKeyId })],
  [
    "fromParameter",
    (stack, kmsKeyId) => AmiSource.fromParameter(stack, "Source", { parameterName: "/golden/web", kmsKeyId }),
  ],
])("%s refuses a key of another region", (_, make) => {
  const kmsKeyId = keyArn(OTHER_REGION);
  expectRefused((stack) => make(stack, kmsKeyId), {
    code: "KMS_KEY_REGION",
    path: "Stack/Source",
    prop: "kmsKeyId",
    value: kmsKeyId,
    wayOut: "use a key of eu-west-1",
  });
});
