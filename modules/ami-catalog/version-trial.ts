import { tmpdir } from "node:os";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App } from "cdktf";
import { HclStack, isShared, partitionOf } from "../support";
import { Catalog, CatalogImage, CatalogRegion, CatalogSource } from "./model";
import { Place, PublishedImage } from "./published-image";
import { recipientsOf } from "./recipients";

/** Stands for the key that a stack makes: only Terraform knows its ARN. */
const KEY_ID = "00000000-0000-0000-0000-000000000000";

/**
 * Makes single versions in single regions, in stacks that are never synthesized, to see what the constructs
 * make of them. What is alike is made once.
 */
export class VersionTrial<T> {
  private readonly app = new App({ outdir: tmpdir(), stackTraces: false });
  private readonly places = new Map<string, { readonly stack: HclStack; readonly place: Place }>();
  private readonly known = new Map<string, T>();

  /**
   * @param look makes the version, and says of it what is wanted: the same for all regions that are alike
   */
  constructor(
    private readonly catalog: Catalog,
    private readonly look: (make: () => PublishedImage, code: string) => T,
  ) {}

  /** What is wanted of a version in a region of the catalog. */
  of(name: string, image: CatalogImage, version: string, code: string): T {
    const region = this.catalog.regions[code] ?? {};
    const likeness = this.likeness(code, region, image, image.versions[version]?.source ?? {});
    const known = this.known.get(likeness);
    if (known !== undefined) {
      return known;
    }
    const found = this.make(code, region, name, image, version);
    this.known.set(likeness, found);
    return found;
  }

  private make(code: string, region: CatalogRegion, name: string, image: CatalogImage, version: string): T {
    const { stack, place } = this.placeOf(code, region);
    const versions = Object.fromEntries(Object.entries(image.versions).filter(([key]) => key === version));
    const recipients = recipientsOf(this.catalog, code, image);
    const props = { image: { ...image, versions, channels: {} }, recipients, place };
    const found = this.look(() => new PublishedImage(stack, name, props), code);
    stack.node.children
      .filter((child) => child instanceof PublishedImage)
      .forEach((child) => stack.node.tryRemoveChild(child.node.id));
    return found;
  }

  private placeOf(code: string, { kmsKeyArn, createKey }: CatalogRegion) {
    const known = this.places.get(code);
    if (known) {
      return known;
    }
    const { catalog } = this;
    const stack = new HclStack(this.app, `Check-${code}`);
    const provider = new AwsProvider(stack, "Aws", { region: code });
    let home: AwsProvider | undefined;
    const made = `arn:${partitionOf(code)}:kms:${code}:000000000000:key/${KEY_ID}`;
    const place: Place = {
      catalog,
      region: code,
      kmsKeyId: kmsKeyArn ?? (createKey ? made : undefined),
      copyProviders: new Map(),
      homeProvider: () =>
        code === catalog.homeRegion
          ? provider
          : (home ??= new AwsProvider(stack, "Home", { region: catalog.homeRegion, alias: "home" })),
    };
    this.places.set(code, { stack, place });
    return { stack, place };
  }

  /** The same for versions and regions of which the constructs think alike. */
  private likeness(code: string, region: CatalogRegion, image: CatalogImage, source: CatalogSource): string {
    const { homeRegion } = this.catalog;
    const recipients = recipientsOf(this.catalog, code, image);
    const { isPublic, snapshotAccess } = recipients;
    const hasKey = region.kmsKeyArn !== undefined || region.createKey === true;
    const has = [image.encrypted, hasKey, isShared(recipients), isPublic, snapshotAccess];
    return JSON.stringify([code === homeRegion, ...has, ...essence(source, code, region, homeRegion)]);
  }
}

/** What counts of a source in a region; of AMIs that are written by their IDs, all but the IDs. */
function essence(
  source: CatalogSource,
  code: string,
  { kmsKeyArn }: CatalogRegion,
  homeRegion: string,
): unknown[] {
  const own = source.ami?.[code];
  const ami = own ?? source.ami?.[homeRegion];
  if (ami) {
    const { kmsKeyId } = ami;
    return [own !== undefined, { ...ami, amiId: "", kmsKeyId: kmsKeyId && kmsKeyId === kmsKeyArn }];
  }
  return [source, (source.packerManifest ?? source.remoteState ?? source.imageBuilder) ? code : ""];
}
