import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { errorsIn, refusals } from "../../../commands/adopt/diagnostics";
import { foundImages, imageSources } from "../../../commands/adopt/images";
import { type Plan, wantedOf } from "../../../commands/adopt/plan";
import { pushInstances } from "../../../commands/adopt/state";
import { Terraform } from "../../../commands/adopt/terraform";
import { withFolder } from "../../support/temporary-folder";
import { runCommand } from "./runs";
import { pretending } from "./terraform-double";

const PROVIDER = "registry.terraform.io/hashicorp/aws";

describe("what the next apply makes", () => {
  const change = (actions: string[], before: object | null, more: object = {}) => ({
    address: "aws_ami_copy.it",
    mode: "managed" as const,
    type: "aws_ami_copy",
    name: "it",
    provider_name: PROVIDER,
    change: { actions, before: before as Record<string, unknown> | null, after: { name: "web-1" } },
    ...more,
  });
  const plan = (...changes: ReturnType<typeof change>[]): Plan => ({
    resource_changes: changes,
    configuration: {
      root_module: {
        resources: [{ mode: "managed", type: "aws_ami_copy", name: "it", provider_config_key: "aws.home" }],
      },
    },
  });

  test("is what the state lacks, with the provider that makes it", () => {
    expect(wantedOf(plan(change(["create"], null)))).toEqual([
      {
        address: "aws_ami_copy.it",
        type: "aws_ami_copy",
        name: "it",
        index: undefined,
        provider: PROVIDER,
        alias: "home",
        taintedId: undefined,
        values: { name: "web-1" },
      },
    ]);
  });

  test("and what is tainted; a replacement for another reason, an update and a read are not", () => {
    const tainted = { action_reason: "replace_because_tainted" };
    expect(wantedOf(plan(change(["create", "delete"], { id: "ami-1" }, tainted)))[0]?.taintedId).toBe(
      "ami-1",
    );
    expect(
      wantedOf(
        plan(
          change(["create", "delete"], { id: "ami-1" }, { action_reason: "replace_because_cannot_update" }),
          change(["update"], { id: "ami-1" }),
          change(["read"], null, { mode: "data" }),
        ),
      ),
    ).toEqual([]);
  });
});

describe("AMIs are asked for", () => {
  const patterns = (copies: Parameters<typeof imageSources>[0]) =>
    Object.values(imageSources(copies, "home").aws_ami_ids ?? {}).map(({ filter, provider }) => {
      const [{ values = [] } = {}] = filter as readonly { readonly values?: readonly string[] }[];
      return { provider, values };
    });

  test("in lists of at most 200 names, through the provider of the stack", () => {
    const names = Array.from({ length: 201 }, (_, index) => ({ name: `baked-${index}` }));
    expect(patterns(names).map(({ provider, values }) => [provider, values.length])).toEqual([
      ["aws.home", 200],
      ["aws.home", 1],
    ]);
  });

  test("by image, where the name is that of a copy", () => {
    const copies = ["1", "2.b"].map((version) => ({ name: `web-${version}-0a1b2c3d`, version }));
    expect(patterns([...copies, { name: "web-1-0a1b2c3d" }])[0]?.values).toEqual(["web-*", "web-1-0a1b2c3d"]);
  });

  test("and those of one provider are told from those of another", () => {
    const resource = {
      address: "",
      mode: "data" as const,
      type: "aws_ami",
      values: { id: "ami-1", name: "n" },
    };
    expect(foundImages([{ ...resource, name: "home-200" }], "home")).toHaveLength(1);
    expect(foundImages([{ ...resource, name: "home-2-200" }], "home")).toEqual([]);
  });
});

describe("errors of data sources", () => {
  const line = (summary: string, address?: string) =>
    JSON.stringify({ diagnostic: { severity: "error", summary, detail: "", address } });

  test("that found nothing, or several, are told apart", () => {
    const output = [
      "not JSON",
      JSON.stringify({ "@level": "info" }),
      line("reading KMS Alias (alias/none): empty result", "data.aws_kms_alias.a"),
      line("no matching RAM Resource Share found", "data.aws_ram_resource_share.b"),
      line(
        "multiple RAM Resource Shares matched; use additional constraints",
        "data.aws_ram_resource_share.c",
      ),
    ].join("\n");
    expect(refusals(errorsIn(output))).toEqual([
      ["aws_kms_alias.a", "missing"],
      ["aws_ram_resource_share.b", "missing"],
      ["aws_ram_resource_share.c", "several"],
    ]);
  });

  test("of another kind are errors", () => {
    const missing = line("empty result", "data.aws_kms_alias.a");
    expect(refusals(errorsIn(`${missing}\n${line("AccessDenied", "data.aws_ami_ids.b")}`))).toBeUndefined();
    expect(refusals(errorsIn(line("No valid credential sources found")))).toBeUndefined();
    expect(refusals([])).toBeUndefined();
  });
});

test("a resource is written beside what the state holds, with the next serial", () => {
  withFolder("adopt", (folder) => {
    const state = { version: 4, serial: 7, lineage: "l", outputs: { kept: 1 }, resources: [] };
    writeFileSync(join(folder, "pulled"), JSON.stringify(state));
    const env = pretending(folder, 'if [ "$2" = pull ]; then cat pulled; else cp "$3" pushed; fi');
    const wanted = {
      address: "aws_ami_copy.it",
      type: "aws_ami_copy",
      name: "it",
      provider: PROVIDER,
      alias: "home",
      values: { name: "web-1", source_ami_id: "ami-0" },
    };
    pushInstances(new Terraform(folder, env), [{ wanted, id: "ami-1", attributes: { arn: "arn:1" } }]);
    const attributes = {
      name: "web-1",
      source_ami_id: "ami-0",
      id: "ami-1",
      manage_ebs_snapshots: true,
      arn: "arn:1",
    };
    expect(JSON.parse(readFileSync(join(folder, "pushed"), "utf8"))).toEqual({
      ...state,
      serial: 8,
      resources: [
        {
          mode: "managed",
          type: "aws_ami_copy",
          name: "it",
          provider: `provider["${PROVIDER}"].home`,
          instances: [{ schema_version: 0, attributes, create_before_destroy: true }],
        },
      ],
    });
  });
});

describe("the command refuses", () => {
  test("a stack that isn't synthesized, and tells those that are", () => {
    withFolder("adopt", (folder) => {
      const none = runCommand(["adopt", "golden-us-east-1", "--output", folder]);
      expect(none).toMatchObject({ code: 1, errors: expect.stringContaining("run `cdktf synth` first") });
      mkdirSync(join(folder, "stacks", "golden-us-east-1"), { recursive: true });
      expect(runCommand(["adopt", "golden-us-east", "--output", folder])).toMatchObject({
        code: 1,
        errors: expect.stringContaining('did you mean "golden-us-east-1"? '.trim()),
      });
    });
  });

  test("with what Terraform says, and the way out of a lock that was left", () => {
    withFolder("adopt", (folder) => {
      const stack = join(folder, "stacks", "golden");
      mkdirSync(stack, { recursive: true });
      writeFileSync(join(stack, "cdk.tf.json"), "{}");
      const lock =
        "Error: Error acquiring the state lock\\n\\nRequestID: A1, HostID: b2\\nLock Info:\\n  ID:        b8cc6e1a-16b6\\n  Path: x";
      const env = pretending(folder, `if [ "$1" = plan ]; then printf '${lock}' >&2; exit 1; fi`);
      const { code, errors } = runCommand(["adopt", "golden", "--output", folder], env);
      expect(code).toBe(2);
      expect(errors).toContain("Error acquiring the state lock");
      expect(errors).toContain(`\`terraform -chdir=${stack} force-unlock b8cc6e1a-16b6\` [TERRAFORM_FAILED]`);
      expect(
        runCommand(["adopt", "golden", "--output", folder], { TERRAFORM_BINARY_NAME: "no-terraform" }),
      ).toMatchObject({
        code: 2,
        errors: expect.stringContaining("no-terraform can't be run"),
      });
    });
  });
});
