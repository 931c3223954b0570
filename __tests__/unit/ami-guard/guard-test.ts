import fc from "fast-check";
import { AMI_ATTRIBUTES } from "../../../modules/ami-guard/ami-attributes";
import { blocksOf, configurationOf } from "../../../modules/ami-guard/configuration";
import { guardBlock } from "../../../modules/ami-guard/guard";
import { GUARD_RULE_IDS, GUARD_RULES, guardFix } from "../../../modules/ami-guard/rules";
import { AMI_ID } from "../values";

const TYPES = [
  ...Object.keys(AMI_ATTRIBUTES),
  "aws_autoscaling_group",
  "aws_ec2_fleet",
  "aws_eks_node_group",
  "aws_ssm_parameter",
  "data.aws_ami",
  "module",
  "var",
  "local",
];
const NAMES = [
  "ami",
  "image_id",
  "launch_template",
  "id",
  "name",
  "filter",
  "values",
  "dynamic",
  "content",
  "lifecycle",
];
const TEXTS = [
  AMI_ID,
  "resolve:ssm:/golden/web/stable",
  "${local.one}",
  "${aws_launch_template.one.id}",
  "image-id",
];

/** Values of any shape, with the names and texts that the rules look at. */
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown>(...TEXTS, null, true, 0),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...NAMES, "__proto__", "constructor"), tie("value"), { maxKeys: 4 }),
  ),
}));
const block = fc.record({
  type: fc.constantFrom(...TYPES, "aws_launch_template"),
  name: fc.constantFrom("one", "two", "constructor"),
  arguments: fc.dictionary(fc.constantFrom(...NAMES, "image_id", "default", "value"), value, { maxKeys: 5 }),
});

test("any configuration is judged, the same each time", () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 6 }), (blocks) => {
      const configuration = configurationOf(blocks);
      for (const each of blocks) {
        const findings = guardBlock(each, configuration);
        expect(guardBlock(structuredClone(each), configuration)).toEqual(findings);
        expect(findings.every(({ rule, fix }) => GUARD_RULE_IDS.includes(rule) && fix !== "")).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

test("blocks are read from Terraform's JSON, in its single and its list form", () => {
  const instance = { ami: AMI_ID };
  const single = { resource: { aws_instance: { Web: instance } }, locals: { a: 1 } };
  const lists = { resource: [{ aws_instance: [{ Web: [instance] }] }], locals: [{ a: 1 }] };
  const blocks = [
    { type: "aws_instance", name: "Web", arguments: instance },
    { type: "local", name: "a", arguments: { value: 1 } },
  ];
  expect(blocksOf(single)).toEqual(blocks);
  expect(blocksOf(lists)).toEqual(blocks);
});

test.each(GUARD_RULE_IDS)("%s has a reason, a way out and a source", (rule) => {
  expect(GUARD_RULES[rule].summary).toMatch(/[^.]$/);
  expect(GUARD_RULES[rule].source).toMatch(/^https:\/\//);
  for (const takesAlias of [true, false]) {
    expect(guardFix(rule, takesAlias)).not.toContain("{parameter}");
    expect(guardFix(rule, takesAlias, "/golden/web/stable")).not.toContain("{parameter}");
  }
});

test("the way out of an AMI ID names the parameter", () => {
  expect(guardFix("hardcoded-ami-id", true, "/golden/web/stable")).toBe(
    "write `resolve:ssm:/golden/web/stable`, which EC2 resolves at each launch",
  );
  expect(guardFix("hardcoded-ami-id", false, "/golden/web/stable")).toMatch(
    /^read the ID from \/golden\/web\/stable: `data "aws_ssm_parameter"`/,
  );
  expect(guardFix("hardcoded-ami-id", true)).toContain("`resolve:ssm:NAME`");
});
