import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { DataAwsAmi } from "@cdktf/provider-aws/lib/data-aws-ami";
import { Annotations } from "cdktf";
import { AmiSource } from "../../modules";
import { caught, synthStack } from "./template";

const template = synthStack((stack) => {
  new AwsProvider(stack, "Aws", { region: "eu-west-1" });
  new SsmParameter(stack, "A", { name: "/a", type: "String" });
  new SsmParameter(stack, "B", { name: "/b", type: "String" });
  new DataAwsAmi(stack, "Image", { owners: ["self"] });
  Annotations.of(stack).addWarning("mind the step");
});

test("gives resources and data sources by address, without comments", () => {
  expect(template.resources("aws_ssm_parameter")).toEqual({
    "aws_ssm_parameter.A": { name: "/a", type: "String" },
    "aws_ssm_parameter.B": { name: "/b", type: "String" },
  });
  expect(template.dataSources("aws_ami")).toEqual({ "data.aws_ami.Image": { owners: ["self"] } });
  expect(template.resources("aws_ami")).toEqual({});
});

test("counts, and refuses 'only' where there are more or none", () => {
  expect(template.count("aws_ssm_parameter")).toBe(2);
  expect(template.count()).toBe(2);
  expect(() => template.only("aws_ssm_parameter")).toThrow("expected one aws_ssm_parameter, got 2");
  expect(() => template.only("aws_ami_copy")).toThrow("expected one aws_ami_copy, got 0");
});

test("keeps the annotations", () => {
  expect(template.annotations).toMatchObject([{ constructPath: "Stack", message: "mind the step" }]);
});

test("catches this package's error only", () => {
  const error = caught(() =>
    synthStack((stack) =>
      AmiSource.fromId(stack, "Source", { amiId: "ami-0a1b2c3d4e5f6071x", region: "eu-west-1" }),
    ),
  );
  expect(error.code).toBe("AMI_ID_INVALID");
  expect(() => caught(() => undefined)).toThrow("nothing was thrown");
  expect(() => caught(() => JSON.parse("{"))).toThrow("JSON");
});
