import { DescribeKeyCommand, KMSClient, ListKeysCommand, ListResourceTagsCommand } from "@aws-sdk/client-kms";
import { GetParametersByPathCommand, SSMClient } from "@aws-sdk/client-ssm";
import type { Image, LoggedCall } from "../../emulator";
import { HOME, REGION, type Stage } from "./stage";

const HASH = /-[0-9a-f]{8}$/;
const REGIONS = [HOME, REGION];

/** What a fault has done that must never be; empty where nothing was lost. */
export async function losses(stage: Stage): Promise<string[]> {
  return [
    ...danglingParameters(stage),
    ...(await missingAmis(stage)),
    ...doubledImages(stage),
    ...publicImages(stage),
    ...(await unsaidOrphans(stage)),
  ];
}

/** Each moment at which a parameter named an AMI whose deregistration had begun, by the log. */
export function danglingParameters({ emulator, namespace }: Pick<Stage, "emulator" | "namespace">): string[] {
  const named = new Map<string, string>();
  const found: string[] = [];
  const events = emulator.calls
    .all()
    .filter(({ status }) => status === 200)
    .sort((one, other) => momentOf(one) - momentOf(other));
  for (const call of events) {
    const key = `${call.region} ${String(call.params.Name)}`;
    if (isWrite(call) && String(call.params.Name).startsWith(namespace)) {
      named.set(key, String(call.params.Value));
    } else if (call.action === "DeleteParameter") {
      named.delete(key);
    } else if (call.action === "DeregisterImage") {
      for (const [parameter, amiId] of named) {
        if (parameter.startsWith(`${call.region} `) && amiId === call.params.ImageId) {
          found.push(`${parameter} named ${amiId} when it was deregistered`);
        }
      }
    }
  }
  return found;
}

/** A deregistration counts from its beginning, a write from its end. */
function momentOf({ action, time, ended }: LoggedCall): number {
  return action === "DeregisterImage" ? time : (ended ?? time);
}

function isWrite({ service, action, fault }: LoggedCall): boolean {
  return service === "ssm" && action === "PutParameter" && fault !== "fail";
}

async function missingAmis({ emulator, namespace }: Stage): Promise<string[]> {
  const found: string[] = [];
  for (const region of REGIONS) {
    const ssm = new SSMClient(await clientFor(emulator, region));
    const command = new GetParametersByPathCommand({ Path: namespace, Recursive: true });
    for (const { Name, Value = "" } of (await ssm.send(command)).Parameters ?? []) {
      if (emulator.images.get(region, Value)?.state !== "available") {
        found.push(`${region} ${Name} names ${Value}, which is not available`);
      }
    }
    ssm.destroy();
  }
  return found;
}

/** Copies that the stage has made, those that failed left out. */
function copies({ emulator, name }: Stage, region: string): Image[] {
  return emulator.images
    .all(region)
    .filter((image) => image.name.startsWith(`${name}-`) && image.sourceImageId !== undefined)
    .filter(({ stateReason }) => stateReason === undefined);
}

/** A version that was destroyed, and made again, counts once. */
function doubledImages(stage: Stage): string[] {
  return REGIONS.flatMap((region) => {
    const standing = copies(stage, region).filter(({ state }) => state !== "deregistered");
    const names = standing.map((image) => image.name.replace(HASH, ""));
    const doubled = names.filter((name, index) => names.indexOf(name) !== index);
    return doubled.map((name) => `${region} has more than one AMI of ${name}`);
  });
}

function publicImages({ emulator }: Stage): string[] {
  const images = REGIONS.flatMap((region) => emulator.images.all(region));
  const shown = images.filter(({ launchPermissions }) =>
    launchPermissions.some(({ group }) => group === "all"),
  );
  const asked = emulator.calls
    .filter({ on: ["ec2:ModifyImageAttribute", "ec2:ModifySnapshotAttribute"] })
    .filter(({ params }) =>
      Object.entries(params).some(([key, value]) => /Group/.test(key) && value === "all"),
    );
  return [
    ...shown.map(({ imageId }) => `${imageId} is public`),
    ...asked.map(({ action, id }) => `call ${id}, ${action}, makes something public`),
  ];
}

/** What stands in AWS, is in no state, and `adopt` has not said. */
async function unsaidOrphans(stage: Stage): Promise<string[]> {
  const held = await stage.stateIds();
  const orphans = [
    ...copies(stage, REGION)
      .filter(({ state }) => state !== "deregistered")
      .map(({ imageId }) => imageId),
    ...(await keys(stage)),
  ].filter((id) => !held.has(id));
  const unsaid = orphans.filter((id) => !stage.said.some((said) => said.id === id));
  if (unsaid.length > 0) {
    await stage.adopt("--dry-run");
  }
  return orphans
    .filter((id) => !stage.said.some((said) => said.id === id))
    .map((id) => `${id} is in no state, and nothing says so`);
}

/** IDs of the keys that were made for the stage, and that can be used. */
async function keys({ emulator, stack }: Stage): Promise<string[]> {
  const kms = new KMSClient(await clientFor(emulator, REGION));
  const made: string[] = [];
  for (const { KeyId } of (await kms.send(new ListKeysCommand({ Limit: 1000 }))).Keys ?? []) {
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
    const { Tags = [] } = await kms.send(new ListResourceTagsCommand({ KeyId }));
    if (KeyMetadata?.Enabled === true && Tags.some(({ TagValue }) => TagValue?.startsWith(`${stack}/`))) {
      made.push(KeyId ?? "");
    }
  }
  kms.destroy();
  return made;
}

async function clientFor(emulator: Stage["emulator"], region: string) {
  const credentials = await emulator.credentials(emulator.accountId);
  return { endpoint: emulator.url, region, credentials };
}
