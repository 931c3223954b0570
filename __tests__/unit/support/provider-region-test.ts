import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformProvider, TerraformStack } from "cdktf";
import { Checks, regionOf, requireRegion } from "../../../modules/support";
import { expectRefused } from "../refusal";
import { synthStack } from "../../support/template";
import { token } from "../refusal";

function required(
  stack: TerraformStack,
  props: { readonly provider?: TerraformProvider; readonly region?: string },
): string {
  const checks = new Checks(stack);
  const region = requireRegion(checks, stack, props);
  checks.done();
  return region;
}

test("takes the region of the given provider before that of the stack", () => {
  synthStack((stack) => {
    new AwsProvider(stack, "Aws", { region: "eu-west-1" });
    const provider = new AwsProvider(stack, "Other", { alias: "other", region: "us-east-1" });
    expect(regionOf(stack)).toBe("eu-west-1");
    expect(regionOf(stack, provider)).toBe("us-east-1");
  });
});

test("never takes the region of an aliased provider for the stack's", () => {
  synthStack((stack) => {
    new AwsProvider(stack, "Other", { alias: "other", region: "us-east-1" });
    expect(regionOf(stack)).toBeUndefined();
  });
});

test("finds a provider that is added later", () => {
  synthStack((stack) => {
    expect(regionOf(stack)).toBeUndefined();
    new AwsProvider(stack, "Aws", { region: "eu-west-1" });
    expect(regionOf(stack)).toBe("eu-west-1");
  });
});

test("knows no region where the provider names none literally", () => {
  synthStack((stack) => {
    new AwsProvider(stack, "Aws", {});
    const provider = new AwsProvider(stack, "Other", { alias: "other", region: token(stack, "Region") });
    expect(regionOf(stack)).toBeUndefined();
    expect(regionOf(stack, provider)).toBeUndefined();
  });
});

test("requires a region: that of the props, or of the provider", () => {
  synthStack((stack) => {
    const provider = new AwsProvider(stack, "Aws", { region: "eu-west-1" });
    const other = new AwsProvider(stack, "Other", { alias: "other" });
    expect(required(stack, {})).toBe("eu-west-1");
    expect(required(stack, { provider })).toBe("eu-west-1");
    expect(required(stack, { region: "eu-west-1" })).toBe("eu-west-1");
    expect(required(stack, { provider: other, region: "us-east-1" })).toBe("us-east-1");
  });
});

test("accepts a region that only Terraform knows", () => {
  synthStack((stack) => {
    const region = token(stack, "Region");
    expect(required(stack, { region })).toBe(region);
  });
});

test("refuses where no region is known, and says where to give it", () => {
  expectRefused(
    (stack) => required(stack, { provider: new AwsProvider(stack, "Other", { alias: "other" }) }),
    {
      code: "REGION_UNKNOWN",
      path: "Stack",
      prop: "region",
      value: undefined,
      wayOut: 'new AwsProvider(this, "Aws", { region: "eu-west-1" })',
    },
  );
});

test("refuses another region than the provider's", () => {
  expectRefused((stack) => required(stack, { region: "us-east-1" }), {
    code: "REGION_INVALID",
    path: "Stack",
    prop: "region",
    value: "us-east-1",
    wayOut: "give a `provider` of us-east-1",
  });
});

test("refuses a zone that the provider names as its region", () => {
  expectRefused(
    (stack) =>
      required(stack, { provider: new AwsProvider(stack, "Z", { alias: "z", region: "eu-west-1a" }) }),
    {
      code: "REGION_INVALID",
      path: "Stack",
      prop: "region",
      value: "eu-west-1a",
      wayOut: 'write its region, "eu-west-1"',
    },
  );
});
