import { CreateSnapshotCommand, CreateVolumeCommand, RunInstancesCommand } from "@aws-sdk/client-ec2";
import { PutParameterCommand } from "@aws-sdk/client-ssm";
import { App } from "cdktf";
import type { LoggedCall } from "../../emulator";
import { Catalog, catalogStacks } from "../../modules";
import { publisherPolicy, PublisherStatement } from "../../modules/ami-publisher-policy";
import { describeDeploy } from "../support/skip";
import { Account } from "./aws";
import { HOME, RECIPIENT, REGION, STRANGER } from "./names";

const ACCOUNT = "123456789012";
const VOLUMES = { ebsDeviceNames: ["/dev/xvda"] };

/** AWS asks nobody for a permission to it. */
const FREE = ["sts:GetCallerIdentity"];

/** What AWS does itself with the rights of the caller, so that no call of the caller's tells of it. */
const UNSEEN: Readonly<Record<string, string>> = {
  "kms:CreateGrant": "EC2 lets EBS use the key for each encrypted volume",
  "kms:Decrypt": "EC2 reads an encrypted source",
  "kms:Encrypt": "EC2 writes the data key of a snapshot",
  "kms:GenerateDataKey*": "EC2 makes the data key of a snapshot",
  "kms:ReEncrypt*": "EC2 moves a data key to the key of the region",
  "kms:TagResource": "CreateKey with tags needs it, and makes no call of its own",
  "ssm:DeleteResourcePolicy": "RAM ends the sharing of a parameter",
  "ssm:PutResourcePolicy": "RAM shares a parameter",
};

interface Ids {
  readonly amiId: string;
  readonly instanceId: string;
  readonly snapshotId: string;
}

/** All that a catalog can do at once; `changed` differs in everything that is updated in place. */
function catalogWith({ amiId, instanceId, snapshotId }: Ids, changed: boolean): Catalog {
  return {
    namespace: "/golden",
    homeRegion: HOME,
    regions: { [HOME]: { createKey: true }, [REGION]: { createKey: true } },
    shareWith: { accountIds: changed ? [RECIPIENT, STRANGER] : [RECIPIENT], snapshotAccess: "copy" },
    shareParameters: true,
    copyParametersTo: [{ accountId: RECIPIENT, roleArn: `arn:aws:iam::${RECIPIENT}:role/ami-parameters` }],
    images: {
      web: {
        description: changed ? "web" : "the web image",
        tags: changed ? { Stage: "new" } : { Team: "web", Stage: "old" },
        versions: {
          given: {
            source: { ami: { [HOME]: { amiId, ...VOLUMES } } },
            deprecationTime: changed ? undefined : "2030-01-01T00:00:00Z",
          },
          instance: { source: { instance: { sourceInstanceId: instanceId, ...VOLUMES } } },
          named: { source: { parameter: { parameterName: "/baked/web", ...VOLUMES } } },
        },
        channels: { stable: changed ? "instance" : "given" },
      },
      plain: {
        encrypted: false,
        versions: { "1": { source: { snapshot: { rootSnapshotId: snapshotId } } } },
      },
    },
  };
}

function nameOf({ service, action }: LoggedCall): string {
  return `${service}:${action}`;
}

function isLike(pattern: string, text: string): boolean {
  const literal = (part: string) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${pattern.split("*").map(literal).join(".*")}$`).test(text);
}

/** ARNs of the parameters that a call names. */
function parametersOf({ params, region, account, service }: LoggedCall): string[] {
  const { Name, Names, ResourceId } = params;
  const names =
    service === "ssm" ? [Name, Names, ResourceId].flat().filter((name) => typeof name === "string") : [];
  return names.map((name) => `arn:aws:ssm:${region}:${account}:parameter/${name.replace(/^\//, "")}`);
}

function allows({ Action, Resource, Condition }: PublisherStatement, call: LoggedCall): boolean {
  const regions = Condition?.StringEquals?.["aws:RequestedRegion"] ?? [call.region];
  return (
    Action.some((action) => isLike(action, nameOf(call))) &&
    regions.includes(call.region) &&
    parametersOf(call).every((arn) => Resource.some((pattern) => isLike(pattern, arn)))
  );
}

describeDeploy("the policy of the role that publishes a catalog", (deploy) => {
  /** What the catalog is made from. */
  async function given(): Promise<Ids> {
    const { emulator } = deploy;
    const owner = await Account.of(emulator, emulator.accountId, HOME);
    const { imageId } = await emulator.images.seed({ name: "baked-web", region: HOME });
    const launched = await owner.ec2.send(
      new RunInstancesCommand({ ImageId: imageId, MinCount: 1, MaxCount: 1 }),
    );
    const volume = await owner.ec2.send(new CreateVolumeCommand({ AvailabilityZone: `${HOME}a`, Size: 8 }));
    const { SnapshotId } = await owner.ec2.send(new CreateSnapshotCommand({ VolumeId: volume.VolumeId }));
    await owner.ssm.send(
      new PutParameterCommand({
        Name: "/baked/web",
        Type: "String",
        DataType: "aws:ec2:image",
        Value: imageId,
      }),
    );
    return {
      amiId: imageId,
      instanceId: launched.Instances?.[0]?.InstanceId ?? "",
      snapshotId: SnapshotId ?? "",
    };
  }

  test("allows every call of its life from apply to destroy, and no write that isn't made", async () => {
    const { emulator } = deploy;
    const ids = await given();
    const building = (changed: boolean) => (app: App) => void catalogStacks(app, catalogWith(ids, changed));
    const workspace = deploy.workspace(building(false));
    emulator.calls.clear();
    await workspace.apply();
    workspace.synth(building(true));
    await workspace.apply();
    await workspace.destroy();

    const { Statement: statements } = publisherPolicy(catalogWith(ids, false), { accountId: ACCOUNT });
    const calls = emulator.calls.filter({ account: ACCOUNT }).filter((call) => !FREE.includes(nameOf(call)));
    const refused = calls.filter((call) => !statements.some((statement) => allows(statement, call)));
    expect([...new Set(refused.map((call) => `${nameOf(call)} ${parametersOf(call).join()}`))]).toEqual([]);

    const seen = calls.map(nameOf);
    const writes = statements
      .flatMap(({ Action }) => Action)
      .filter((action) => !/:(Describe|Get[A-Z]|List)/.test(action));
    const unseen = [...new Set(writes)].filter((action) => !seen.some((name) => isLike(action, name)));
    expect(unseen.sort()).toEqual(Object.keys(UNSEEN));
  });
});
