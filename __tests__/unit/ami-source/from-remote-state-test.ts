import { isAbsolute, resolve } from "node:path";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { AmiDistribution, AmiSource, FromRemoteStateProps } from "../../../modules";
import { withFolder } from "../../support/temporary-folder";
import { Template } from "../../support/template";
import { expectRefused, inRegion, synthesized, token } from "../refusal";
import { keyArn, OTHER_REGION, REGION } from "../values";

const S3 = { bucket: "bakery-state", region: "us-east-1", key: "web/terraform.tfstate" };
const ROLE = "arn:aws:iam::222222222222:role/read-state";
const PATH = "Stack/Source";

function template(props: FromRemoteStateProps, region = REGION): Template {
  return inRegion(region, (stack) => {
    const source = AmiSource.fromRemoteState(stack, "Source", props);
    new TerraformOutput(stack, "Id", { value: source.amiId });
    new TerraformOutput(stack, "Region", { value: source.region });
  });
}

/** The expression of the AMI ID after the outputs, and the region. */
function chosen(props: Partial<FromRemoteStateProps>, region = REGION): [string, unknown] {
  const { stackJson } = template({ s3: S3, output: "ami_ids", ...props }, region);
  const id = String(stackJson.output?.Id?.value);
  const [, keys = id] =
    /^\$\{data\.terraform_remote_state\.Source_[0-9A-F]{8}\.outputs(.*)\}$/.exec(id) ?? [];
  return [keys, stackJson.output?.Region?.value];
}

describe("the state", () => {
  test.each<[string, Partial<FromRemoteStateProps>, object]>([
    ["S3", { s3: S3 }, { backend: "s3", config: S3 }],
    [
      "a workspace in S3, read in another role",
      { s3: { ...S3, workspace: "prod", roleArn: ROLE } },
      { backend: "s3", workspace: "prod", config: { ...S3, assume_role: { role_arn: ROLE } } },
    ],
    [
      "HCP Terraform",
      { hcpTerraform: { organization: "my-company", workspace: "bakery" } },
      { backend: "remote", config: { organization: "my-company", workspaces: { name: "bakery" } } },
    ],
    [
      "Terraform Enterprise",
      { hcpTerraform: { organization: "o", workspace: "w", hostname: "tfe.example.com" } },
      {
        backend: "remote",
        config: { hostname: "tfe.example.com", organization: "o", workspaces: { name: "w" } },
      },
    ],
  ])("is read from %s", (_, state, expected) => {
    const sources = template({ output: "ami_id", ...state }).dataSources("terraform_remote_state");
    expect(Object.values(sources)).toEqual([expected]);
  });

  /** The path of a local state as a stack in `folder` writes it. */
  function written(folder: string, path: string): string {
    const app = new App({ outdir: `${folder}/cdktf.out`, stackTraces: false });
    const stack = new TerraformStack(app, "golden");
    const source = AmiSource.fromRemoteState(stack, "Source", {
      local: { path },
      output: "ami_id",
      region: REGION,
    });
    const { data } = source.resource?.toTerraform() as {
      data: { terraform_remote_state: Record<string, { backend: string; config: { path: string } }> };
    };
    const [state] = Object.values(data.terraform_remote_state);
    expect(state?.backend).toBe("local");
    return state?.config.path ?? "";
  }

  test("of a file is found from the folder that Terraform works in", () => {
    withFolder("state", (folder) => {
      expect(written(folder, `${folder}/bakery/terraform.tfstate`)).toBe("../../../bakery/terraform.tfstate");
    });
  });

  test("of a relative path is relative to the current folder", () => {
    withFolder("state", (folder) => {
      const path = written(folder, "bakery.tfstate");
      expect(isAbsolute(path)).toBe(false);
      expect(resolve(folder, "cdktf.out/stacks/golden", path)).toBe(resolve("bakery.tfstate"));
    });
  });
});

describe("the AMI ID", () => {
  test.each<[string, Partial<FromRemoteStateProps>, string, string]>([
    ["the output", { output: "ami_id" }, '["ami_id"]', REGION],
    ["an entry of it", { outputPath: ["web", "2026.11"] }, '["ami_ids"]["web"]["2026.11"]', REGION],
    ["the output, of the home region", { homeRegion: OTHER_REGION }, '["ami_ids"]', OTHER_REGION],
    ["that of its own region", { regions: [OTHER_REGION, REGION] }, `["ami_ids"]["${REGION}"]`, REGION],
    [
      "that of the home region, where its own has none",
      { regions: [OTHER_REGION], homeRegion: OTHER_REGION, outputPath: ["web"] },
      `["ami_ids"]["web"]["${OTHER_REGION}"]`,
      OTHER_REGION,
    ],
    ["an entry with quotes in its key", { outputPath: ['a"b'] }, '["ami_ids"]["a\\"b"]', REGION],
  ])("is %s", (_, props, keys, region) => {
    expect(chosen(props)).toEqual([keys, region]);
  });

  test("floats, so a copy freezes it in its own region too", () => {
    const copies = synthesized((stack) => {
      const source = AmiSource.fromRemoteState(stack, "Source", {
        s3: S3,
        output: "ami_id",
        encrypted: true,
        kmsKeyIds: { [REGION]: keyArn(REGION) },
      });
      expect(source).toMatchObject({
        floating: true,
        owned: true,
        encrypted: true,
        kmsKeyId: keyArn(REGION),
      });
      const props = {
        imageName: "web",
        version: "1",
        source,
        parameterPrefix: "/golden/web",
        encrypted: true,
      };
      new AmiDistribution(stack, "Web", props);
    }).resources("aws_ami_copy");
    expect(Object.values(copies)).toMatchObject([
      { lifecycle: { ignore_changes: ["source_ami_id", 'tags["ami-catalog:source-ami"]'] } },
    ]);
  });

  test("accepts tokens", () => {
    synthesized((stack) => {
      const props = {
        s3: { bucket: token(stack, "Bucket"), region: token(stack, "Region"), key: token(stack, "Key") },
        output: token(stack, "Output"),
        outputPath: [token(stack, "Image")],
      };
      expect(() => AmiSource.fromRemoteState(stack, "Source", props)).not.toThrow();
      const local = { local: { path: token(stack, "Path") }, output: "ami_id" };
      expect(() => AmiSource.fromRemoteState(stack, "Local", local)).not.toThrow();
    });
  });
});

test("refuses all that is wrong, in one error", () => {
  expectRefused(
    (stack) =>
      AmiSource.fromRemoteState(stack, "Source", {
        s3: { ...S3, region: "Dublin", key: "" },
        local: { path: "x" },
        output: "ami.ids",
        outputPath: ["web", ""],
        regions: [OTHER_REGION],
      }),
    { code: "REMOTE_STATE_INVALID", path: PATH, prop: "output", value: "ami.ids", wayOut: "`outputPath`" },
    {
      code: "REMOTE_STATE_INVALID",
      path: PATH,
      prop: "outputPath[1]",
      value: "",
      wayOut: "terraform output -json",
    },
    {
      code: "REMOTE_STATE_INVALID",
      path: PATH,
      prop: "s3",
      value: ["local", "s3"],
      wayOut: "exactly one of `local`, `s3` and `hcpTerraform`; leave the others out",
    },
    { code: "REGION_INVALID", path: PATH, prop: "s3.region", value: "Dublin", wayOut: "region code" },
    { code: "REMOTE_STATE_INVALID", path: PATH, prop: "s3.key", value: "", wayOut: "backend of that state" },
    {
      code: "REGION_WITHOUT_SOURCE",
      path: PATH,
      prop: "regions",
      value: [OTHER_REGION],
      wayOut: `it doesn't name ${REGION}; add ${REGION}`,
    },
  );
});

test("refuses a state that is nowhere", () => {
  expectRefused((stack) => AmiSource.fromRemoteState(stack, "Source", { output: "ami_id" }), {
    code: "REMOTE_STATE_INVALID",
    path: PATH,
    prop: "s3",
    value: undefined,
    wayOut: "say where the state is",
  });
});
