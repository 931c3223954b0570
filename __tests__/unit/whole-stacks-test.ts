import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformProvider, TerraformStack } from "cdktf";
import {
  AmiCopy,
  AmiDistribution,
  AmiEncryptionKey,
  AmiLaunchPermissions,
  AmiSource,
  AmiSsmParameter,
} from "../../modules";
import { caught, StackJson, synthStack } from "../support/template";
import { withFolder } from "../support/temporary-folder";
import { synthesized } from "./refusal";
import {
  ACCOUNT_ID,
  AMI_ID,
  INSTANCE_ID,
  KEY_ARN,
  ORGANIZATION_ARN,
  OTHER_REGION,
  OU_ARN,
  REGION,
  SNAPSHOT_ID,
} from "./values";

const RECIPIENTS = {
  accountIds: [ACCOUNT_ID],
  organizationArns: [ORGANIZATION_ARN],
  organizationalUnitArns: [OU_ARN],
};

/** Every construct, with every resource that it can make. */
function everything(stack: TerraformStack, name: string, provider?: TerraformProvider): void {
  const known = { ebsDeviceNames: ["/dev/xvda"], provider };
  const sources = {
    id: AmiSource.fromId(stack, `${name}Id`, { amiId: AMI_ID, region: OTHER_REGION, ...known }),
    parameter: AmiSource.fromParameter(stack, `${name}Parameter`, { parameterName: "/baked/web", ...known }),
    lookup: AmiSource.fromLookup(stack, `${name}Lookup`, { owners: ["self"], ...known }),
    instance: AmiSource.fromInstance(stack, `${name}Instance`, {
      name: "web",
      sourceInstanceId: INSTANCE_ID,
      ...known,
    }),
    snapshot: AmiSource.fromSnapshot(stack, `${name}Snapshot`, {
      name: "web",
      rootSnapshotId: SNAPSHOT_ID,
      provider,
    }),
    manifest: AmiSource.fromS3Manifest(stack, `${name}Manifest`, {
      name: "web",
      imageLocation: "my-images/image.manifest.xml",
      provider,
    }),
  };
  for (const [kind, source] of Object.entries(sources)) {
    new AmiDistribution(stack, `${name}Web-${kind}`, {
      imageName: "web",
      version: kind,
      source,
      parameterPrefix: `/${name}/web`,
      accountIds: [ACCOUNT_ID],
      snapshotAccess: kind === "manifest" ? "launch" : "copy",
      shareParameter: true,
      verify: true,
      provider,
    });
  }
  new AmiCopy(stack, `${name}Copy`, {
    name: "web",
    sourceAmiId: AMI_ID,
    sourceAmiRegion: OTHER_REGION,
    provider,
  });
  new AmiLaunchPermissions(stack, `${name}Share`, { amiId: AMI_ID, isPublic: true, ...RECIPIENTS, provider });
  new AmiEncryptionKey(stack, `${name}Key`, {
    aliasName: `${name}/ami`,
    allowAutoScaling: true,
    allowSpot: true,
    ...RECIPIENTS,
    provider,
  });
  new AmiSsmParameter(stack, `${name}Stable`, {
    parameterName: `/${name}/web/stable`,
    amiId: AMI_ID,
    tier: "Advanced",
    shareWith: RECIPIENTS,
    verify: true,
    provider,
  });
}

interface Located {
  readonly address: string;
  readonly provider: unknown;
}

/** Each block of a stack that a provider serves, those inside of `check` blocks included. */
function served(stackJson: StackJson): Located[] {
  const checks = Object.values((stackJson.check ?? {}) as Record<string, { data: StackJson["data"] }>);
  return [stackJson.resource, stackJson.data, ...checks.map(({ data }) => data)].flatMap((section = {}) =>
    Object.entries(section).flatMap(([type, blocks]) =>
      Object.entries(blocks).map(([name, { provider }]) => ({ address: `${type}.${name}`, provider })),
    ),
  );
}

test("every resource, data source and check goes through the provider that is given", () => {
  const { stackJson } = synthStack((stack) =>
    everything(stack, "golden", new AwsProvider(stack, "Aws", { alias: "other", region: REGION })),
  );
  const blocks = served(stackJson);
  expect(blocks.length).toBeGreaterThan(40);
  expect(blocks.filter(({ provider }) => provider !== "aws.other")).toEqual([]);
});

test("nothing names a provider where none is given", () => {
  const { stackJson } = synthesized((stack) => everything(stack, "golden"));
  expect(served(stackJson).filter(({ provider }) => provider !== undefined)).toEqual([]);
});

test("two of each construct stand in one stack without a clash", () => {
  const one = synthesized((stack) => everything(stack, "golden"));
  const two = synthesized((stack) => {
    everything(stack, "golden");
    everything(stack, "silver");
  });
  expect(two.count()).toBe(2 * one.count());
  expect(served(two.stackJson)).toHaveLength(2 * served(one.stackJson).length);
  const shareNames = Object.values(two.resources("aws_ram_resource_share")).map(({ name }) => name);
  expect(new Set(shareNames).size).toBe(shareNames.length);
});

test("what can be replaced while a parameter names it is made before the old one goes, and nothing else", () => {
  const { stackJson } = synthesized((stack) => everything(stack, "golden"));
  const createdFirst = Object.entries(stackJson.resource ?? {}).flatMap(([type, blocks]) =>
    Object.values(blocks).map(({ lifecycle }) => [type, lifecycle !== undefined] as const),
  );
  const types = (first: boolean) =>
    [...new Set(createdFirst.filter(([, is]) => is === first).map(([type]) => type))].sort();
  expect(types(true)).toEqual([
    "aws_ami",
    "aws_ami_copy",
    "aws_ami_from_instance",
    "aws_ami_launch_permission",
    "aws_snapshot_create_volume_permission",
  ]);
  expect(types(false)).toEqual([
    "aws_kms_alias",
    "aws_kms_key",
    "aws_ram_principal_association",
    "aws_ram_resource_association",
    "aws_ram_resource_share",
    "aws_ssm_parameter",
  ]);
});

test("the same input makes the same JSON, whatever the order of the principals", () => {
  const accounts = ["333333333333", ACCOUNT_ID, "444444444444"];
  const json = (accountIds: string[]) =>
    synthesized((stack) => {
      new AmiLaunchPermissions(stack, "Share", { amiId: AMI_ID, accountIds });
      new AmiEncryptionKey(stack, "Key", { accountIds });
    }).stackJson;
  expect(json([...accounts].reverse())).toEqual(json(accounts));
});

/** Every file below a folder, with its content and the time of its last change. */
function filesIn(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return Object.fromEntries(
    paths
      .map((path) => [path, join(folder, path)] as const)
      .filter(([, file]) => statSync(file).isFile())
      .map(([path, file]) => [path, `${statSync(file).mtimeMs} ${readFileSync(file, "utf8")}`]),
  );
}

function synthInto(outdir: string, amiId: string): void {
  const app = new App({ outdir, stackTraces: false });
  for (const name of ["first", "second"]) {
    const stack = new TerraformStack(app, name);
    new AwsProvider(stack, "Aws", { region: REGION });
    new AmiCopy(stack, "Copy", {
      name: "web",
      sourceAmiId: name === "second" ? amiId : AMI_ID,
      sourceAmiRegion: OTHER_REGION,
      encrypted: true,
      kmsKeyId: KEY_ARN,
    });
  }
  app.synth();
}

test("nothing is written when a check fails, and what an earlier synth wrote stays", () => {
  withFolder("outdir", (folder) => {
    const fresh = join(folder, "fresh");
    const used = join(folder, "used");
    mkdirSync(used);
    expect(caught(() => synthInto(fresh, "ami-12345678")).code).toBe("AMI_ID_PLACEHOLDER");
    expect(filesIn(fresh)).toEqual({});
    synthInto(used, AMI_ID);
    const before = filesIn(used);
    expect(Object.keys(before)).toHaveLength(3);
    expect(caught(() => synthInto(used, "ami-12345678")).code).toBe("AMI_ID_PLACEHOLDER");
    expect(filesIn(used)).toEqual(before);
  });
});
