import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { restoreBackup } from "../../../commands/adopt/backup";
import type { Found } from "../../../commands/adopt/findings";
import type { One } from "../../../commands/adopt/ones";
import type { StateResource, Wanted } from "../../../commands/adopt/plan";
import { secondKeys } from "../../../commands/adopt/second-keys";
import { Terraform } from "../../../commands/adopt/terraform";
import { withFolder } from "../../support/temporary-folder";
import { runCommand } from "./runs";
import { pretending } from "./terraform-double";

describe("a local state", () => {
  const state = JSON.stringify({ version: 4, serial: 7 });

  /** What is restored, and what is pushed. */
  function restore(
    files: Readonly<Record<string, string>>,
    { dryRun = false, backend = {}, workspace = "" } = {},
  ): { readonly restored: readonly string[]; readonly calls: string } {
    return withFolder("adopt", (folder) => {
      const calls = join(folder, "calls");
      writeFileSync(calls, "");
      Object.entries(files).forEach(([name, text]) => writeFileSync(join(folder, name), text));
      const template = { terraform: { backend: { local: { path: "x.tfstate" }, ...backend } } };
      writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(template));
      const env = pretending(folder, 'echo "$*" >> calls');
      const terraform = new Terraform(folder, env);
      const restored = restoreBackup(terraform, { TF_WORKSPACE: workspace }, dryRun);
      return {
        restored: restored.map(({ action, type, id }) => `${action} ${type} ${id.replace(folder, "")}`),
        calls: readFileSync(calls, "utf8").replace(folder, ""),
      };
    });
  }

  test("that a killed process left empty gets its backup, through Terraform and its lock", () => {
    const files = { "x.tfstate": "", "x.tfstate.backup": state };
    const restored = ["restore state /x.tfstate"];
    expect(restore(files)).toEqual({ restored, calls: "state push /x.tfstate.backup\n" });
    expect(restore(files, { dryRun: true })).toEqual({ restored, calls: "" });
  });

  test("is left alone otherwise: it holds something, has no backup, isn't there, or is kept elsewhere", () => {
    const files = { "x.tfstate": "", "x.tfstate.backup": state };
    const nothing = { restored: [], calls: "" };
    expect(restore({ ...files, "x.tfstate": state })).toEqual(nothing);
    expect(restore({ "x.tfstate": "" })).toEqual(nothing);
    expect(restore({ ...files, "x.tfstate.backup": "" })).toEqual(nothing);
    expect(restore({ "x.tfstate.backup": state })).toEqual(nothing);
    expect(restore(files, { backend: { local: undefined, s3: {} } })).toEqual(nothing);
    expect(restore(files, { workspace: "other" })).toEqual(nothing);
    expect(restore(files, { workspace: "default" }).restored).toHaveLength(1);
  });

  test("that was cut off is refused, with the way out", () => {
    withFolder("adopt", (folder) => {
      const stack = join(folder, "stacks", "golden");
      mkdirSync(stack, { recursive: true });
      writeFileSync(join(stack, "cdk.tf.json"), "{}");
      const said =
        "Error: Error acquiring the state lock\\n\\n- Unsupported state file format: The state file could not be parsed as JSON:\\nsyntax error";
      const env = pretending(folder, `if [ "$1" = plan ]; then printf '${said}' >&2; exit 1; fi`);
      const { code, errors } = runCommand(["adopt", "golden", "--output", folder], env);
      expect(code).toBe(2);
      expect(errors).toContain("copy its `.backup`, the file beside it, over it");
    });
  });
});

describe("of two keys that were made for a stack", () => {
  const [first, second] = ["1ca722a3", "2db833b4"].map((keyId) => ({
    keyId,
    arn: `arn:${keyId}`,
    madeFor: "golden/Key",
  })) as [Found["keys"][number], Found["keys"][number]];
  const alias: Wanted = {
    address: "aws_kms_alias.it",
    type: "aws_kms_alias",
    name: "it",
    provider: "registry.terraform.io/hashicorp/aws",
    values: { name: "alias/golden" },
  };
  const found: Found = {
    images: [],
    parameters: [],
    keys: [first, second],
    aliases: new Map<string, One>([
      ["alias/golden", { values: { name: "alias/golden", target_key_id: first.keyId } }],
      ["alias/other", "missing"],
    ]),
    shares: new Map(),
  };
  const held = (type: string, values: StateResource["values"]): StateResource => ({
    address: `${type}.it`,
    mode: "managed",
    type,
    name: "it",
    values,
  });
  const key = (id: string, path = "golden/Key") =>
    held("aws_kms_key", { id, arn: `arn:${id}`, tags: { "ami-catalog:key": path } });

  test("the state forgets the one that the alias doesn't name", () => {
    expect(secondKeys([key(second.keyId)], [alias], found)).toEqual([
      {
        action: "forget",
        type: "aws_kms_key",
        id: second.keyId,
        address: "aws_kms_key.it",
        note: expect.stringContaining(first.keyId),
      },
    ]);
  });

  test("it keeps the one that the alias names, that has the alias, that copies were made with, or is for another construct", () => {
    expect(secondKeys([key(first.keyId)], [alias], found)).toEqual([]);
    expect(secondKeys([key(second.keyId)], [], found)).toEqual([]);
    const copy = held("aws_ami_copy", { kms_key_id: second.arn });
    expect(secondKeys([key(second.keyId), copy], [alias], found)).toEqual([]);
    expect(secondKeys([key(second.keyId, "golden/Other")], [alias], found)).toEqual([]);
  });
});
