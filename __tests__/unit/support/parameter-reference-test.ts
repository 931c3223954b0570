import { Token } from "cdktf";
import {
  checkParameterReference,
  Checks,
  parameterReference,
  ParameterReference,
} from "../../../modules/support";
import { expectRefused, Refusal, synthesized, token } from "../refusal";

const ARN = "arn:aws:ssm:eu-west-1:111111111111:parameter/golden/web/stable";

function refuse(reference: ParameterReference, ...refusals: Omit<Refusal, "path">[]): void {
  expectRefused(
    (stack) => {
      const checks = new Checks(stack);
      checkParameterReference(checks, reference);
      checks.done();
    },
    ...refusals.map((refusal) => ({ path: "Stack", ...refusal })),
  );
}

test.each<[string, ParameterReference, string]>([
  ["a name", { parameterName: "/golden/web/stable" }, "/golden/web/stable"],
  ["a version", { parameterName: "/golden/web/stable", version: 3 }, "/golden/web/stable:3"],
  ["a label", { parameterName: "/golden/web/stable", label: "tested" }, "/golden/web/stable:tested"],
  ["an ARN", { parameterArn: ARN }, ARN],
  ["an ARN with a version", { parameterArn: ARN, version: 1 }, `${ARN}:1`],
  ["an ARN with a label", { parameterArn: ARN, label: "tested" }, `${ARN}:tested`],
  ["a public name", { parameterName: "/aws/service/ami-x" }, "/aws/service/ami-x"],
  [
    "a public ARN",
    { parameterArn: "arn:aws:ssm:eu-west-1::parameter/aws/service/ami-x" },
    "arn:aws:ssm:eu-west-1::parameter/aws/service/ami-x",
  ],
])("accepts %s, and writes it as SSM takes it", (_, reference, written) => {
  synthesized((stack) => {
    const checks = new Checks(stack);
    checkParameterReference(checks, reference);
    expect(() => checks.done()).not.toThrow();
  });
  expect(parameterReference(reference)).toBe(written);
});

test("accepts tokens", () => {
  synthesized((stack) => {
    const checks = new Checks(stack);
    const label = token(stack, "Label");
    checkParameterReference(checks, { parameterName: token(stack, "Name"), label });
    checkParameterReference(checks, { parameterArn: token(stack, "Arn"), version: Token.asNumber(label) });
    expect(() => checks.done()).not.toThrow();
  });
});

test.each<[string, ParameterReference, string | undefined]>([
  ["neither", {}, undefined],
  ["both", { parameterName: "/golden/web", parameterArn: ARN }, "/golden/web"],
])("refuses %s of name and ARN", (_, reference, value) => {
  refuse(reference, {
    code: "PARAMETER_NAME_INVALID",
    prop: "parameterName",
    value,
    wayOut: "give the ARN of one that another account shares",
  });
});

test("refuses a version and a label together", () => {
  refuse(
    { parameterName: "/golden/web", version: 1, label: "tested" },
    { code: "SELECTOR_INVALID", prop: "label", value: "tested", wayOut: "leave one of the two out" },
  );
});

test.each(["/aws/golden", "ssm-golden", "golden/web", "/golden/", "/golden/web:3"])(
  "refuses the name %s",
  (parameterName) => {
    refuse(
      { parameterName },
      { code: "PARAMETER_NAME_INVALID", prop: "parameterName", value: parameterName, wayOut: "; " },
    );
  },
);

test.each(["/golden/web", "arn:aws:s3:::parameter/x", "arn:aws:ssm:eu-west-1:111111111111:document/x"])(
  "refuses %s in place of a parameter's ARN",
  (parameterArn) => {
    refuse(
      { parameterArn },
      {
        code: "PARAMETER_NAME_INVALID",
        prop: "parameterArn",
        value: parameterArn,
        wayOut: 'write "arn:aws:ssm:REGION:ACCOUNT:parameter/NAME"',
      },
    );
  },
);

test.each([0, -1, 1.5, NaN])("refuses version %d of a parameter", (version) => {
  refuse(
    { parameterName: "/golden/web", version },
    { code: "SELECTOR_INVALID", prop: "version", value: version, wayOut: "aws ssm get-parameter-history" },
  );
});

test.each(["a", "Tested_1.2-x", "x".repeat(100), "_aws", "my-ssm"])("accepts the label %s", (label) => {
  synthesized((stack) => {
    const checks = new Checks(stack);
    checkParameterReference(checks, { parameterName: "/golden/web", label });
    expect(() => checks.done()).not.toThrow();
  });
});

test.each(["", "x".repeat(101), "1st", "aws-x", "AWSx", "ssm", "Ssm-x", "a b", "a/b", "ü"])(
  "refuses the label %j",
  (label) => {
    refuse(
      { parameterName: "/golden/web", label },
      {
        code: "SELECTOR_INVALID",
        prop: "label",
        value: label,
        wayOut: "name a label that the parameter has",
      },
    );
  },
);
