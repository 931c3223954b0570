import { Attempts } from "../aws/attempts";
import type { AwsProblem } from "../aws/failure";
import { ownAccount, type Place } from "../aws/account";
import { chunks, inParallel } from "../aws/in-parallel";
import type { Sdk } from "../aws/sdk";
import type { CatalogFile } from "../catalog-file";
import type { Progress } from "../progress";
import { publishedAmis } from "../usage/published-amis";
import { sum } from "./quantities";
import type { Sizes } from "./sizes";

/** Regions that are asked together. */
const AT_ONCE = 8;
/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImages.html */
const FILTER_VALUES = 200;

/** Sizes as AWS has them, and what it didn't answer. */
export interface AwsSizes extends Sizes {
  readonly problems: readonly AwsProblem[];
}

/**
 * The sizes of the AMIs that the version parameters name: of the volumes, of which EBS bills the blocks alone
 * that hold data.
 * @see https://docs.aws.amazon.com/ebs/latest/userguide/how_snapshots_work.html
 */
export async function awsSizes(
  sdk: Sdk,
  { catalog }: CatalogFile,
  images: readonly string[],
  progress: Progress,
): Promise<AwsSizes> {
  const account = await ownAccount(sdk, catalog.homeRegion);
  const attempts = new Attempts();
  const known = new Map<string, number>();
  const regions = Object.keys(catalog.regions);
  const ask = progress.counting(regions.length, "regions asked", async (region: string) => {
    const place = account.in(region);
    const attempt = attempts.at({ accountId: account.id, region });
    for (const image of images) {
      const prefix = `${catalog.namespace}/${image}`;
      const published = await attempt("ssm:GetParametersByPath", () => publishedAmis(sdk, place, prefix));
      const versions = published?.versions ?? new Map<string, string>();
      const sizes = await attempt("ec2:DescribeImages", () => sizesOf(sdk, place, [...versions.values()]));
      versions.forEach((amiId, version) => {
        const size = sizes?.get(amiId);
        if (size !== undefined) {
          known.set(key({ image, version, region }), size);
        }
      });
      if (!published || !sizes) {
        break;
      }
    }
  });
  await inParallel(regions, AT_ONCE, ask);
  return { of: (ami) => known.get(key(ami)), problems: attempts.problems };
}

async function sizesOf(sdk: Sdk, { ec2 }: Place, amiIds: readonly string[]): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  for (const Values of chunks(amiIds, FILTER_VALUES)) {
    const Filters = [{ Name: "image-id", Values }];
    const command = new sdk.ec2.DescribeImagesCommand({ Filters, Owners: ["self"] });
    const { Images = [] } = await ec2.send(command);
    for (const { ImageId = "", BlockDeviceMappings = [] } of Images) {
      sizes.set(ImageId, sum(BlockDeviceMappings.map(({ Ebs }) => Ebs?.VolumeSize ?? 0)));
    }
  }
  return sizes;
}

function key({ image, version, region }: Parameters<Sizes["of"]>[0]): string {
  return JSON.stringify([image, version, region]);
}
