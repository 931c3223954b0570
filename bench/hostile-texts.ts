/** A text that grows, of a kind that takes a careless reader squares of time, or all memory. */
export interface HostileText {
  /** Name of its file, which says how the guard reads it: Terraform, or a catalog by `--catalog`. */
  readonly file: "main.tf" | "main.tf.json" | "a.tfvars" | "catalog.yaml";
  /** What there is much of. */
  readonly of: string;
  /** Its text, of a length in proportion to `n`. */
  readonly text: (n: number) => string;
}

const AMI_ID = "ami-0a1b2c3d4e5f60718";

function terraform(of: string, text: (n: number) => string): HostileText {
  return { file: "main.tf", of, text };
}

function expression(of: string, text: (n: number) => string): HostileText {
  return terraform(of, (n) => `locals {\n  a = ${text(n)}\n}\n`);
}

function json(of: string, text: (n: number) => string): HostileText {
  return { file: "main.tf.json", of, text: (n) => `{"a": ${text(n)}}` };
}

function catalog(of: string, text: (n: number) => string): HostileText {
  return { file: "catalog.yaml", of, text };
}

function lines(n: number, line: (index: number) => string): string {
  return Array.from({ length: n }, (_, index) => `${line(index)}\n`).join("");
}

/** Terraform files; each has the letters `ami-` or an alias, without which the guard parses none. */
export const HOSTILE_TERRAFORM: readonly HostileText[] = [
  expression("nested maps", (n) => `${"{ a = ".repeat(n)}"ami-"${" }".repeat(n)}`),
  expression("nested templates", (n) => `"ami-${'${"'.repeat(n)}x${'"}'.repeat(n)}"`),
  expression("nested calls", (n) => `${"f(".repeat(n)}"ami-"${")".repeat(n)}`),
  expression("AMI IDs on one line", (n) => `["ami-"${`, "${AMI_ID}"`.repeat(n)}]`),
  expression("operators", (n) => `"ami-"${" == 1".repeat(n)}`),
  expression("holes of one string", (n) => `"ami-${"${x}".repeat(n)}"`),
  expression("beginnings of AMI IDs", (n) => `"${"ami-0a1b2c3".repeat(n)}"`),
  expression("beginnings of aliases", (n) => `"${"resolve:ssm:$${".repeat(n)}"`),
  terraform("strings", (n) => `locals {\n${`  a = "\${x}${AMI_ID}"\n`.repeat(n)}}\n`),
  terraform("comments", (n) => "# ami-guard:ignore hardcoded-ami-id x\n".repeat(n)),
  terraform("open comments", (n) => `# ami-\n${"/* ".repeat(n)}`),
  terraform("open strings", (n) => `# ami-\n${'"\n'.repeat(n)}`),
  terraform("strings side by side", (n) => `a = "ami-"${' ""'.repeat(n)}\n`),
  terraform("open brackets", (n) => `# ami-\n${"a = [{\n".repeat(n)}`),
  terraform("open heredocs", (n) => `# ami-\n${"a = <<EOT\n".repeat(n)}`),
  terraform("aliases", (n) =>
    'resource "aws_instance" "a" {\n  ami = "resolve:ssm:/a"\n}\n'.repeat(Math.ceil(n / 4)),
  ),
  json("nested lists", (n) => `${"[".repeat(n)}"ami-"${"]".repeat(n)}`),
  json("AMI IDs of one string", (n) => `"${`${AMI_ID} `.repeat(n)}"`),
  json("backslashes", (n) => `"ami-${"\\\\".repeat(n)}"`),
  json("escaped quotes", (n) => `"${'\\"'.repeat(n)}${AMI_ID}"`),
  json("templates", (n) => `["ami-"${', "${x}ami-"'.repeat(n)}]`),
  { file: "a.tfvars", of: "heredoc ends", text: (n) => `a = <<EOT\n${`${AMI_ID} EOT\n`.repeat(n)}EOT\n` },
];

/** Catalogs that are refused. */
export const HOSTILE_CATALOGS: readonly HostileText[] = [
  catalog(
    "aliases of aliases",
    (n) => `a0: &a0 x\n${lines(n, (i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}]`)}`,
  ),
  catalog("nested lists", (n) => `images: ${"[".repeat(n)}${"]".repeat(n)}\n`),
  catalog("unknown keys", (n) => lines(n, (i) => `k${i}: ${i}`)),
  catalog("open maps on one line", (n) => `images: { ${"a: ".repeat(n)}`),
];
