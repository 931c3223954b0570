import { CDK_TERRAIN, linesThatName, withPackageNames } from "../../compat/package-names";

function renamed(text: string): string {
  return withPackageNames(text, CDK_TERRAIN);
}

test.each([
  ["an import", 'import { App } from "cdktf";', 'import { App } from "cdktn";'],
  [
    "an import of types",
    "import type { AmiCopy } from '@cdktf/provider-aws/lib/ami-copy';",
    "import type { AmiCopy } from '@cdktn/provider-aws/lib/ami-copy';",
  ],
  ["a re-export", 'export * from "cdktf/lib/tokens";', 'export * from "cdktn/lib/tokens";'],
  ["a require", 'const cdktf_1 = require("cdktf");', 'const cdktf_1 = require("cdktn");'],
  [
    "the place of a file",
    'require.resolve("@cdktf/provider-aws/package.json");',
    'require.resolve("@cdktn/provider-aws/package.json");',
  ],
  ["an import when it runs", 'await import("cdktf");', 'await import("cdktn");'],
  [
    "a type of a declaration file",
    'readonly image?: import("@cdktf/provider-aws/lib/ami").Ami | import("cdktf").IResolvable;',
    'readonly image?: import("@cdktn/provider-aws/lib/ami").Ami | import("cdktn").IResolvable;',
  ],
  ["a reference", '/// <reference types="cdktf" />', '/// <reference types="cdktn" />'],
])("renames the package in %s", (_name, text, expected) => {
  expect(renamed(text)).toBe(expected);
});

test("leaves everything else as it is", () => {
  const text = `
// import { App } from "cdktf"
import { Construct } from "constructs";
import { AmiCopy } from "cdktf-ami-catalog";
import { Other } from "@cdktf/provider-random";
const folder = "cdktf.out";
const symbol = Symbol.for("cdktf/TerraformElement");
const text = \`cdktf writes \${"cdktf.json"}\`;`;
  expect(renamed(text)).toBe(text);
});

test("finds the lines that still name a package, whatever for", () => {
  const text = `isInstalled("cdktf");
const other = '@cdktf/provider-aws/lib/ami';
const folder = "cdktf.out";
const type = "@cdktf/error";`;
  expect(linesThatName(text, CDK_TERRAIN)).toEqual([
    'isInstalled("cdktf");',
    "const other = '@cdktf/provider-aws/lib/ami';",
  ]);
});
