import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SNIPPET_CONSUMERS } from "../../modules/ami-catalog-page/browser/snippets";
import { parseMarkdown, ROOT } from "./markdown";

const REGION = "us-east-1";
const NAME = "/golden/al2023-arm64/stable";
const ARN = `arn:aws:ssm:${REGION}:111111111111:parameter${NAME}`;

/** The page of each consumer, whose blocks are tested with Terraform, with CDKTF or with the AWS CLI. */
const PAGES: Readonly<Record<string, string>> = {
  "launch-template": "launch-template.md",
  instance: "instance.md",
  construct: "launch-template.md",
  cloudformation: "cloudformation.md",
  cli: "aws-cli.md",
  karpenter: "karpenter.md",
};

function blocksOf(page: string): string[] {
  const file = join("docs", "consumers", page);
  return parseMarkdown(file, readFileSync(join(ROOT, file), "utf8")).blocks.map(({ code }) => code);
}

/** What a consumer pastes, as the pages write it: in a stack, and in the region of the caller. */
function pasted(id: string, reference: string): string {
  const consumer = SNIPPET_CONSUMERS.find((each) => each.id === id);
  const { text = "" } = consumer?.snippet({ reference, isArn: reference === ARN, region: REGION }) ?? {};
  return text.replaceAll("(this, ", "(stack, ").replace(` --region ${REGION}`, "");
}

test("there is a line to paste for each kind of consumer", () => {
  expect(SNIPPET_CONSUMERS.map(({ id }) => id)).toEqual(Object.keys(PAGES));
});

test.each(Object.entries(PAGES))("what is pasted for %s stands in docs/consumers/%s", (id, page) => {
  const image = id === "karpenter" ? NAME.replace("al2023", "eks-al2023") : NAME;
  expect(blocksOf(page)).toContainEqual(expect.stringContaining(pasted(id, image)));
});

test("what is pasted in another account stands in docs/consumers/another-account.md", () => {
  const [template = "", construct = ""] = blocksOf("another-account.md");
  expect(template).toBe(pasted("launch-template", ARN));
  const [line = ""] = pasted("construct", ARN).split(" });");
  expect(line).toContain(`{ parameterArn: "${ARN}"`);
  expect(construct.replace(/\s+/g, " ")).toContain(line);
});

test.each(SNIPPET_CONSUMERS)("the line to paste for $title stands once in all of it", ({ snippet }) => {
  const { text, line } = snippet({ reference: NAME, isArn: false, region: REGION });
  expect(text.split(line ?? text)).toHaveLength(2);
  expect(line ?? text).toContain(NAME);
});
