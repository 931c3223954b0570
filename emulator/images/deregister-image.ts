import { DeleteSnapshotCommand } from "@aws-sdk/client-ec2";
import { ec2Answer } from "../front/answers";
import { AwsError } from "../front/aws-error";
import { flag } from "../front/call";
import type { Context } from "../front/context";
import type { AwsCall, Rule } from "../front/rule";
import { type Image, snapshotIds } from "./image";
import { ownedImage } from "./requests";

/** DeregisterImage: refused while the image is protected; deletes the snapshots only when asked to. */
export function deregisterImage(context: Context): Rule {
  return {
    name: "deregister-image",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeregisterImage.html",
    on: ["ec2:DeregisterImage"],
    async handle(call) {
      const image = await ownedImage(context, call);
      checkProtection(image, context.clock.now().getTime());
      image.state = "deregistered";
      delete image.settles;
      image.launchPermissions = [];
      const results =
        flag(call, "DeleteAssociatedSnapshots") === true ? await deleteSnapshots(context, call, image) : [];
      return ec2Answer(call, { return: true, deleteSnapshotResultSet: { item: results } });
    },
  };
}

/** @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ami-deregistration-protection.html */
function checkProtection(image: Image, now: number): void {
  if (image.deregistrationProtection !== "disabled" || now < (image.protectedUntil ?? 0)) {
    throw new AwsError(
      "OperationNotPermitted",
      `The image ${image.imageId} is protected from deregistration. Disable deregistration protection first`,
    );
  }
}

/** Snapshots that another image uses stay. */
async function deleteSnapshots(context: Context, call: AwsCall, image: Image): Promise<object[]> {
  const { ec2 } = context.aws(call.account, call.region);
  const results: object[] = [];
  for (const SnapshotId of snapshotIds(image)) {
    const skipped = imageUsing(context, call.region, SnapshotId) !== undefined;
    if (!skipped) await ec2.send(new DeleteSnapshotCommand({ SnapshotId }));
    results.push({ snapshotId: SnapshotId, returnCode: skipped ? "skipped" : "success" });
  }
  return results;
}

/** The registered image that a snapshot stands behind. */
export function imageUsing(context: Context, region: string, snapshotId: string): Image | undefined {
  return context.images.list(region).find((image) => snapshotIds(image).includes(snapshotId));
}
