import { AmiFromInstance } from "@cdktf/provider-aws/lib/ami-from-instance";
import { AmiDistribution } from "../../modules/ami-distribution";
import { AmiSource, AmiSourceAttributes } from "../../modules/ami-source";
import { Catalog, CatalogImage } from "../../modules/ami-catalog/model";
import { PublishedImage } from "../../modules/ami-catalog/published-image";
import { VersionTrial } from "../../modules/ami-catalog/version-trial";

/**
 * `whole`: all blocks are stored anew. `incremental`: only blocks that differ from the source's, and a copy has
 * none. `bundle`: in S3, instance-store-backed. `source`: the source AMI itself, which whoever made it pays for.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/how-ami-copy-works.html
 */
export type Storage = "whole" | "incremental" | "bundle" | "source";

/** What stands for a version in a region. */
export interface StoredAmi {
  readonly image: string;
  readonly version: string;
  readonly region: string;
  /** Whether Terraform has let go of it: it stays until somebody deregisters it. */
  readonly isReleased: boolean;
  readonly storage: Storage;
  /** In words: `copied from us-east-1`. */
  readonly why: string;
  /** Region that its blocks were moved from. @default - they weren't moved */
  readonly movedFrom?: string;
}

type Made = Pick<StoredAmi, "storage" | "why"> & { readonly isMoved: boolean };

/**
 * What the catalog stores, as the constructs make it: all versions in all regions, and in the home region of an
 * image from an instance the AMI that is made of it too.
 * @param images the names of some. @default - all
 */
export function storedAmis(catalog: Catalog, images = Object.keys(catalog.images)): StoredAmi[] {
  const trial = new VersionTrial(catalog, (make, region) => madeFor(make(), region));
  const { homeRegion } = catalog;
  return images.flatMap((name) => {
    const image = catalog.images[name];
    return Object.entries(image?.versions ?? {}).flatMap(([version, { state }]) =>
      Object.keys(catalog.regions).flatMap((region) => {
        const made = image ? trial.of(name, active(image), version, region) : [];
        return made.map(({ storage, why, isMoved }) => ({
          image: name,
          version,
          region,
          isReleased: state === "released",
          storage,
          why: isMoved ? `copied from ${homeRegion}` : why,
          ...(isMoved && { movedFrom: homeRegion }),
        }));
      }),
    );
  });
}

/** Terraform doesn't make what is released, but what it has made is still stored. */
function active(image: CatalogImage): CatalogImage {
  const versions = Object.entries(image.versions).map(
    ([name, version]) => [name, { ...version, state: "active" }] as const,
  );
  return { ...image, versions: Object.fromEntries(versions) };
}

function madeFor(published: PublishedImage, region: string): Made[] {
  const parts = published.node.findAll();
  const source = parts.find((part) => part instanceof AmiSource);
  const distribution = parts.find((part) => part instanceof AmiDistribution);
  if (!source || !distribution) {
    return [];
  }
  const own: Made[] =
    source.resource instanceof AmiFromInstance
      ? [{ storage: "whole", why: "made from an instance", isMoved: false }]
      : [];
  const { copy } = distribution;
  if (!copy) {
    return own.length > 0 ? own : [{ storage: "source", why: "the source AMI itself", isMoved: false }];
  }
  const { encryptedInput, kmsKeyIdInput } = copy.resource;
  return [...own, copied(source, region, encryptedInput === true, kmsKeyIdInput)];
}

function copied(source: AmiSourceAttributes, region: string, encrypted: boolean, kmsKeyId?: string): Made {
  const isMoved = source.region !== region;
  if (source.rootDeviceType === "instance-store") {
    return { storage: "bundle", why: "a bundle in S3", isMoved };
  }
  if (isMoved) {
    return { storage: "whole", why: "copied from another region", isMoved };
  }
  if (!source.owned) {
    return { storage: "whole", why: "copied from another account", isMoved };
  }
  const keepsEncryption = encrypted
    ? source.encrypted === true && kmsKeyId !== undefined && kmsKeyId === source.kmsKeyId
    : source.encrypted !== true;
  return keepsEncryption
    ? { storage: "incremental", why: "copied inside the region, encryption unchanged", isMoved }
    : { storage: "whole", why: "newly encrypted", isMoved };
}
