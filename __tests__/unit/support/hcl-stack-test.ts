import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import {
  App,
  CloudBackend,
  NamedCloudWorkspace,
  TerraformOutput,
  TerraformStack,
  TerraformVariable,
} from "cdktf";
import { AmiCatalogError, AmiCopy, AmiSource, AmiSsmParameter } from "../../../modules";
import { HclStack } from "../../../modules/support";
import { caught } from "../../support/template";
import { withFolder } from "../../support/temporary-folder";
import { AMI_ID, OTHER_REGION, REGION } from "../values";

type Build = (stack: TerraformStack) => void;

beforeEach(() => {
  process.env.SYNTH_HCL_OUTPUT = "true";
});

afterEach(() => {
  delete process.env.SYNTH_HCL_OUTPUT;
});

/** The HCL of a stack, without indentation. */
function hclOf(build: Build, Stack: typeof TerraformStack = HclStack): string {
  return withFolder("hcl", (outdir) => {
    const app = new App({ outdir, stackTraces: false });
    const stack = new Stack(app, "images");
    new AwsProvider(stack, "Aws", { region: REGION });
    build(stack);
    app.synth();
    return readFileSync(join(outdir, "stacks", "images", "cdk.tf"), "utf8").replace(/^ +/gm, "");
  });
}

function refusal(build: Build, Stack: typeof TerraformStack = TerraformStack): AmiCatalogError {
  return caught(() => hclOf(build, Stack));
}

function parameter(
  stack: TerraformStack,
  props: { verify?: boolean; immutable?: boolean; description?: string },
) {
  return new AmiSsmParameter(stack, "Stable", { parameterName: "/golden/web", amiId: AMI_ID, ...props });
}

describe("an HclStack writes", () => {
  test("`check` blocks", () => {
    const hcl = hclOf((stack) => parameter(stack, { verify: true }));
    expect(hcl).toContain(`check "verified_parameters" {
assert {
condition     = "\${alltrue([for parameter in local.verified_parameters : parameter.taken])}"
error_message = "The new AMI has not been taken by \${join(", ", distinct([for`);
    expect(hcl).toContain(`taken = "\${(aws_ssm_parameter.Stable_DE01F9C3.insecure_value == "${AMI_ID}")}"`);
  });

  test("`removed` blocks", () => {
    const removed = hclOf((stack) =>
      stack.addOverride("removed", [{ from: "aws_ami_copy.Old", lifecycle: { destroy: false } }]),
    );
    expect(removed).toContain("removed {\nfrom = aws_ami_copy.Old\n\nlifecycle {\ndestroy = false\n}\n}\n");
  });

  test("a postcondition as a block, and what is ignored without quotes", () => {
    const hcl = hclOf((stack) => {
      const common = { name: "web-1", sourceAmiId: AMI_ID, sourceAmiRegion: OTHER_REGION };
      new AmiCopy(stack, "Copy", { ...common, immutable: true });
    });
    expect(hcl).toContain(`lifecycle {
create_before_destroy = true
ignore_changes = [source_ami_id, tags["ami-catalog:source-ami"]]
postcondition {
condition = "\${(self.source_ami_id == "${AMI_ID}")}"
error_message = "web-1 means one image for ever`);
  });

  test("references without quotes", () => {
    const hcl = hclOf((stack) => {
      const provider = new AwsProvider(stack, "Home", { region: OTHER_REGION, alias: "home" });
      const first = new SsmParameter(stack, "First", { name: "a", type: "String", provider });
      new SsmParameter(stack, "Second", { name: "b", type: "String", dependsOn: [first] });
    });
    expect(hcl).toContain("\nprovider = aws.home\n");
    expect(hcl).toContain("\ndepends_on = [aws_ssm_parameter.First]\n");
  });

  test("quotes and backslashes of text, beside an expression too", () => {
    const hcl = hclOf((stack) => {
      const { stringValue } = new TerraformVariable(stack, "Name", {
        type: "string",
        description: 'a "name"',
      });
      parameter(stack, { description: `"${stringValue}" in C:\\new\nfor $\${x}` });
    });
    expect(hcl).toContain('\ndescription = "\\"${var.Name}\\" in C:\\\\new\\nfor $${x}"\n');
    expect(hcl).toContain('\ndescription = "a \\"name\\""\n');
  });

  test("digits, and text that looks like a list, as text", () => {
    const hcl = hclOf((stack) => {
      new TerraformVariable(stack, "Account", { type: "string", default: "123456789012" });
      new TerraformOutput(stack, "Out", {
        value: { account: "123456789012", zero: "012", list: "[1]", number: 12, 'a"b': "c", provider: "aws" },
      });
      parameter(stack, {}).resource.tags = { provider: "aws", Number: "12", "-a": "1", for: "2", form: "3" };
    });
    expect(hcl).toContain('default = "${"123456789012"}"');
    expect(hcl).toContain(`account = "\${"123456789012"}"
zero = "012"
list = "\${"[1]"}"
number = 12
"a\\"b" = "c"
provider = "aws"
`);
    expect(hcl).toContain(
      'tags = {\nprovider = "aws"\nNumber = "12"\n"\\u002da" = "1"\n"\\u0066or" = "2"\nform = "3"\n}',
    );
  });

  test("the workspace of HCP Terraform", () => {
    const hcl = hclOf((stack) => {
      new CloudBackend(stack, { organization: "golden", workspaces: new NamedCloudWorkspace("images") });
    });
    expect(hcl).toContain('cloud {\norganization = "golden"\nworkspaces {\nname = "images"\n}\n}');
  });

  test("the same when it is asked twice", () => {
    const app = withFolder("hcl", (outdir) => new App({ outdir }));
    const stack = new HclStack(app, "images");
    parameter(stack, { verify: true, description: 'a "b" \\' });
    expect(stack.toHclTerraform()).toEqual(stack.toHclTerraform());
  });
});

test("an HclStack refuses other overrides, which cdktf leaves out", () => {
  const { code, message, problems } = refusal((stack) => {
    stack.addOverride("check.Other.assert", []);
    stack.addOverride("terraform.required_version", ">= 1.9");
    stack.addOverride("resource.aws_ami_copy.Copy.name", "web");
  }, HclStack);
  expect(code).toBe("HCL_UNSUPPORTED");
  expect(problems).toMatchObject([{ path: "images", prop: "addOverride", value: "terraform, resource" }]);
  expect(message).toContain("synthesize JSON, which Terraform reads as it is");
});

test("another stack refuses `verify` in HCL, and says why and what else to do", () => {
  const { message, problems } = refusal((stack) => parameter(stack, { verify: true }));
  expect(problems).toMatchObject([
    { code: "HCL_UNSUPPORTED", path: "images/Stable", prop: "verify", value: true },
  ]);
  expect(message).toContain("cdktf leaves `check` blocks out of HCL");
  expect(message).toContain("let the stack extend `HclStack`, or write `verify: false`");
});

test("another stack refuses `immutable` in HCL", () => {
  const { message, problems } = refusal((stack) => parameter(stack, { immutable: true }));
  expect(problems).toMatchObject([
    { code: "HCL_UNSUPPORTED", path: "images/Stable", prop: "immutable", value: true },
  ]);
  expect(message).toContain("cdktf writes a postcondition in HCL as an attribute, which Terraform refuses");
});

test("another stack refuses an image of Image Builder by its ARN in HCL", () => {
  const imageArn = `arn:aws:imagebuilder:${REGION}:111111111111:image/web/1.0.0/1`;
  const { message, problems } = refusal((stack) =>
    AmiSource.fromImageBuilder(stack, "Source", { imageArn, region: REGION }),
  );
  expect(problems).toMatchObject([{ code: "HCL_UNSUPPORTED", path: "images/Source", prop: "imageArn" }]);
  expect(message).toContain("or give the `image` itself");
});

test("another stack takes both in JSON, and neither is refused where neither is used", () => {
  expect(hclOf((stack) => parameter(stack, {}), TerraformStack)).toContain('name = "/golden/web"');
  process.env.SYNTH_HCL_OUTPUT = "false";
  withFolder("json", (outdir) => {
    const stack = new TerraformStack(new App({ outdir }), "images");
    expect(() => parameter(stack, { verify: true, immutable: true })).not.toThrow();
  });
});
