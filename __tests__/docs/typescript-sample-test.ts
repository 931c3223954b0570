import { compileErrors } from "./compile";
import type { Block } from "./markdown";
import { asSnippet } from "./snippet";
import { synthesize } from "./synthesize";

function block(code: string, line = 1): Block {
  return { file: "docs/page.md", line, language: "ts", marks: ["synth"], code };
}

const BODY = `const parameter = new AmiSsmParameter(this, "Stable", {
  parameterName: "/golden/web/stable",
  amiId: "ami-0a1b2c3d4e5f60718",
});
new TerraformOutput(stack, "Arn", { value: parameter.parameterArn });`;
const STACK = `import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { AmiSsmParameter } from "cdktf-ami-catalog/ami-ssm-parameter";

export class Web extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    new AmiSsmParameter(this, "Stable", { parameterName: "/a/b", amiId: "ami-0a1b2c3d4e5f60718" });
  }
}`;
const APP = `${STACK.replace("TerraformStack }", "App, TerraformStack }")}
const application = new App();
new Web(application, "one");
new Web(application, "two");
application.synth();`;

test("compiles a body of a stack, a stack class and a whole app, and places type errors in the Markdown file", () => {
  const blocks = [
    block(BODY, 10),
    block(STACK, 100),
    block(APP, 200),
    block(BODY.replace("amiId:", "imageId:"), 300),
    block(`import { App } from "cdktf";\nconst app: App = 1;`, 400),
    block(`import { Nothing } from "cdktf-ami-catalog";`, 500),
  ];
  expect(compileErrors(blocks.map(asSnippet))).toEqual([
    expect.stringMatching(/^docs\/page\.md:302: .*'imageId' does not exist in type 'AmiSsmParameterProps'/s),
    expect.stringMatching(/^docs\/page\.md:401: Type 'number' is not assignable to type 'App'/),
    expect.stringMatching(/^docs\/page\.md:500: .*no exported member 'Nothing'/),
  ]);
}, 120_000);

test.each([
  ["a body of a stack", BODY, 1],
  ["a stack class", STACK, 1],
  ["a whole app", APP, 2],
])("synthesizes %s", (_name, code, stacks) => {
  const templates = synthesize(asSnippet(block(code)));
  expect(templates.map((template) => template.count("aws_ssm_parameter"))).toEqual(Array(stacks).fill(1));
});
