import { tmpdir } from "node:os";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App } from "cdktf";
import { AmiCatalogProblem, HclStack, isShared, partitionOf } from "../support";
import { DocumentNode, placeAt } from "./document-tree";
import { problemsOf } from "./examined";
import { FileProblems } from "./file-problems";
import { Catalog, CatalogImage, CatalogRegion, CatalogSource } from "./model";
import { Place, PublishedImage } from "./published-image";
import { recipientsOf } from "./recipients";

/** Stands for the key that a stack makes: only Terraform knows its ARN. */
const KEY_ID = "00000000-0000-0000-0000-000000000000";

/**
 * Adds what the constructs refuse of a version in a region, where each value is good by itself: it is
 * made there, in a stack that is never synthesized. What is alike is made once.
 */
export function checkVersions(catalog: Catalog, root: DocumentNode, problems: FileProblems): void {
  const trial = new VersionTrial(catalog);
  for (const [name, image] of Object.entries(catalog.images)) {
    for (const version of Object.keys(image.versions)) {
      const place = placeAt(root, "images", name, "versions", version, "source");
      for (const { code, allowed, fix, region } of trial.refused(name, image, version)) {
        problems.add(place, undefined, code, `in ${region}, ${allowed}`, fix);
      }
    }
  }
}

type Refused = Pick<AmiCatalogProblem, "allowed" | "code" | "fix"> & { readonly region: string };

class VersionTrial {
  private readonly app = new App({ outdir: tmpdir(), stackTraces: false });
  private readonly places = new Map<string, { readonly stack: HclStack; readonly place: Place }>();
  private readonly known = new Map<string, readonly AmiCatalogProblem[]>();

  constructor(private readonly catalog: Catalog) {}

  /** What is refused of a version; a finding that several regions have is given once. */
  refused(name: string, image: CatalogImage, version: string): readonly Refused[] {
    const refused = new Map<string, Refused>();
    for (const [code, region] of Object.entries(this.catalog.regions)) {
      const likeness = this.likeness(code, region, image, image.versions[version]?.source ?? {});
      const found = this.known.get(likeness) ?? this.make(code, region, name, image, version);
      this.known.set(likeness, found);
      for (const problem of found.filter(({ allowed }) => !refused.has(allowed))) {
        refused.set(problem.allowed, { ...problem, region: code });
      }
    }
    return [...refused.values()];
  }

  private make(
    code: string,
    region: CatalogRegion,
    name: string,
    image: CatalogImage,
    version: string,
  ): readonly AmiCatalogProblem[] {
    const { stack, place } = this.placeOf(code, region);
    const versions = Object.fromEntries(Object.entries(image.versions).filter(([key]) => key === version));
    const recipients = recipientsOf(this.catalog, code, image);
    const found = problemsOf(
      () =>
        new PublishedImage(stack, name, { image: { ...image, versions, channels: {} }, recipients, place }),
    );
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
