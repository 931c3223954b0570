import { DescribeVolumesCommand } from "@aws-sdk/client-ec2";
import { XMLParser } from "fast-xml-parser";
import { AwsError } from "../front/aws-error";
import { flag, list, records, text, withParams } from "../front/call";
import type { Context } from "../front/context";
import type { AwsCall, Rule } from "../front/rule";
import { imageUsing } from "./deregister-image";
import { defaultKeyArn, findKey } from "./keys";
import { required } from "./requests";
import { findSnapshot, rekey } from "./snapshots";

const parser = new XMLParser({ parseTagValue: false });

/** What moto's snapshots lack: the key, the owner as a condition, and who may be shared with. */
export function snapshotRules(context: Context): Rule[] {
  return [
    createSnapshot(context),
    copySnapshot(context),
    createVolume(context),
    describeSnapshots,
    modifySnapshot(context),
    deleteSnapshot(context),
  ];
}

/** A snapshot of an encrypted volume has the volume's key. */
function createSnapshot(context: Context): Rule {
  return {
    name: "create-snapshot-key",
    source: "https://docs.aws.amazon.com/ebs/latest/userguide/how-ebs-encryption-works.html",
    on: ["ec2:CreateSnapshot"],
    async handle(call, next) {
      const answer = await next();
      const { CreateSnapshotResponse: made } = parser.parse(answer.body.toString()) as {
        CreateSnapshotResponse?: { snapshotId: string; encrypted?: string };
      };
      if (made?.encrypted !== "true") return answer;
      const { ec2 } = context.aws(call.account, call.region);
      const volumeIds = [required(call, "VolumeId")];
      const { Volumes } = await ec2.send(new DescribeVolumesCommand({ VolumeIds: volumeIds }));
      const kmsKeyId = Volumes?.[0]?.KmsKeyId;
      const snapshot = await findSnapshot(context.aws(call.account, call.region), made.snapshotId);
      if (kmsKeyId === undefined || snapshot === undefined) return answer;
      const snapshotId = await rekey(ec2, call.region, snapshot, snapshot.Tags ?? [], kmsKeyId);
      return { ...answer, body: answer.body.toString().replaceAll(made.snapshotId, snapshotId) };
    },
  };
}

/** A copy that is encrypted has a key: the one that is named, or the default key of the region. */
function copySnapshot(context: Context): Rule {
  return {
    name: "copy-snapshot-key",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CopySnapshot.html",
    on: ["ec2:CopySnapshot"],
    async handle(call, next) {
      const source = await findSnapshot(
        context.aws(call.account, required(call, "SourceRegion")),
        required(call, "SourceSnapshotId"),
      );
      if (flag(call, "Encrypted") !== true && source?.Encrypted !== true) return next();
      return next(withKey(call, await keyArn(context, call)));
    },
  };
}

/** A volume from an encrypted snapshot has the snapshot's key, unless another one is named. */
function createVolume(context: Context): Rule {
  return {
    name: "create-volume-key",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVolume.html",
    on: ["ec2:CreateVolume"],
    async handle(call, next) {
      const snapshotId = text(call, "SnapshotId");
      const snapshot =
        snapshotId === undefined
          ? undefined
          : await findSnapshot(context.aws(call.account, call.region), snapshotId);
      const named = text(call, "KmsKeyId");
      if (named !== undefined) return next(withKey(call, await keyArn(context, call)));
      if (snapshot?.Encrypted !== true || snapshot.KmsKeyId === undefined) return next();
      return next(withKey(call, snapshot.KmsKeyId));
    },
  };
}

function withKey(call: AwsCall, kmsKeyId: string): AwsCall {
  const params = Object.entries(call.params).map(([name, value]) => [name, String(value)]);
  return withParams(call, { ...Object.fromEntries(params), Encrypted: "true", KmsKeyId: kmsKeyId });
}

async function keyArn(context: Context, call: AwsCall): Promise<string> {
  const named = text(call, "KmsKeyId");
  if (named === undefined) return defaultKeyArn(context.aws(call.account, call.region));
  const arn = (await findKey(context, call, named))?.Arn;
  if (arn !== undefined) return arn;
  throw new AwsError("InvalidParameterValue", `The KMS key ${named} does not exist in ${call.region}`);
}

/** Moto knows owners only as a filter. */
const describeSnapshots: Rule = {
  name: "describe-snapshots-of-owner",
  source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSnapshots.html",
  on: ["ec2:DescribeSnapshots"],
  handle(call, next) {
    const owners = list(call, "Owner").map((owner) => (owner === "self" ? call.account : owner));
    if (owners.length === 0) return next();
    const number = records(call, "Filter").length + 1;
    const filter = { [`Filter.${number}.Name`]: "owner-id" };
    owners.forEach((owner, index) => (filter[`Filter.${number}.Value.${index + 1}`] = owner));
    const params = Object.entries(call.params).filter(([name]) => !name.startsWith("Owner."));
    return next(
      withParams(call, {
        ...Object.fromEntries(params.map(([name, value]) => [name, String(value)])),
        ...filter,
      }),
    );
  },
};

/** Snapshots under the default key are not shared, and encrypted ones never with everyone. */
function modifySnapshot(context: Context): Rule {
  return {
    name: "share-snapshot",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifySnapshotAttribute.html",
    on: ["ec2:ModifySnapshotAttribute"],
    async handle(call, next) {
      const plain = withOperation(call);
      const snapshot = await findSnapshot(
        context.aws(call.account, call.region),
        required(call, "SnapshotId"),
      );
      if (text(plain, "OperationType") === "add" && snapshot?.Encrypted === true) {
        const defaultKey = await defaultKeyArn(context.aws(call.account, call.region));
        if ((snapshot.KmsKeyId ?? defaultKey) === defaultKey) {
          throw new AwsError(
            "OperationNotPermitted",
            "Encrypted snapshots with EBS default key cannot be shared",
          );
        }
        if (list(plain, "UserGroup").includes("all")) {
          throw new AwsError("OperationNotPermitted", "Encrypted snapshots cannot be shared publicly");
        }
      }
      return next(plain);
    },
  };
}

/** Writes `CreateVolumePermission.Add.1.UserId` as `OperationType` and `UserId.1`, which moto reads. */
function withOperation(call: AwsCall): AwsCall {
  const operation = ["Add", "Remove"].find(
    (name) => records(call, `CreateVolumePermission.${name}`).length > 0,
  );
  if (operation === undefined) return call;
  const permissions = records(call, `CreateVolumePermission.${operation}`);
  const users = permissions.flatMap(({ UserId }) => UserId ?? []);
  const groups = permissions.flatMap(({ Group }) => Group ?? []);
  const params = Object.entries(call.params).filter(([name]) => !name.startsWith("CreateVolumePermission."));
  return withParams(call, {
    ...Object.fromEntries(params.map(([name, value]) => [name, String(value)])),
    OperationType: operation.toLowerCase(),
    ...Object.fromEntries(users.map((user, index) => [`UserId.${index + 1}`, user])),
    ...Object.fromEntries(groups.map((group, index) => [`UserGroup.${index + 1}`, group])),
  });
}

/** A snapshot stays while a registered image needs it. */
function deleteSnapshot(context: Context): Rule {
  return {
    name: "delete-snapshot-in-use",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteSnapshot.html",
    on: ["ec2:DeleteSnapshot"],
    async handle(call, next) {
      const snapshotId = required(call, "SnapshotId");
      const image = imageUsing(context, call.region, snapshotId);
      if (image === undefined) return next();
      throw new AwsError(
        "InvalidSnapshot.InUse",
        `The snapshot ${snapshotId} is currently in use by ${image.imageId}`,
      );
    },
  };
}
