import { Token } from "cdktf";
import type {
  Catalog,
  CatalogImage,
  CatalogRegion,
  CatalogSource,
  CatalogVersion,
} from "../ami-catalog/model";
import { sharedImages } from "../ami-catalog/shared-parameters";
import { TELLING } from "../ami-catalog-graph/words";
import type { AmiRecipients } from "../ami-launch-permissions";

/** What those who launch may see of a catalog: no backend, no role, and of a source only which one it is. */
export type PublishedCatalog = Pick<
  Catalog,
  "namespace" | "homeRegion" | "regions" | "shareWith" | "shareParameters" | "images"
> & {
  /** Accounts that have the channel parameters as their own, and read them by name. */
  readonly parameterAccounts: readonly string[];
};

/** What the script of the page reads. */
export interface PageData {
  readonly catalog: PublishedCatalog;
  /** Account that publishes the catalog. @default - the page asks for it */
  readonly publisherAccountId?: string;
}

/** Stands among account IDs for those that only Terraform knows. */
export const UNKNOWN_ACCOUNTS = "(known at deploy)";

/** The images are sorted by name: the order in the file changes nothing. */
export function publishedCatalog(catalog: Catalog): PublishedCatalog {
  const { namespace, homeRegion, copyParametersTo = [] } = catalog;
  return {
    namespace,
    homeRegion,
    regions: mapped(catalog.regions, publishedRegion),
    shareWith: publishedRecipients(catalog.shareWith),
    shareParameters: sharedImages(catalog).length > 0,
    images: mapped(sorted(catalog.images), publishedImage),
    parameterAccounts: copyParametersTo.map(({ accountId }) => accountId),
  };
}

function publishedRegion({ kmsKeyArn, createKey, shareWith }: CatalogRegion): CatalogRegion {
  return { kmsKeyArn, createKey, shareWith: publishedRecipients(shareWith) };
}

function publishedImage({ description, tags, encrypted, shareWith, versions, channels }: CatalogImage) {
  return {
    description,
    tags,
    encrypted,
    shareWith: publishedRecipients(shareWith),
    versions: mapped(versions, publishedVersion),
    channels,
  };
}

function publishedVersion({ source, deprecationTime, state }: CatalogVersion): CatalogVersion {
  return { source: publishedSource(source), deprecationTime, state };
}

function publishedRecipients(recipients: AmiRecipients | undefined): AmiRecipients | undefined {
  return (
    recipients && {
      ...recipients,
      accountIds: recipients.accountIds && knownAccounts(recipients.accountIds),
    }
  );
}

function knownAccounts(accountIds: readonly string[]): string[] {
  const known = Token.isUnresolved(accountIds) ? [] : accountIds.filter((id) => !Token.isUnresolved(id));
  return known.length === accountIds.length ? known : [...known, UNKNOWN_ACCOUNTS];
}

/** A source with what tells which one it is and where it has AMIs, and without what is needed to read it. */
function publishedSource({ ami, lookup, ...others }: CatalogSource): CatalogSource {
  return {
    ami: ami && mapped(ami, ({ amiId }) => ({ amiId })),
    lookup: lookup && { owners: lookup.owners, filters: lookup.filters },
    ...mapped(others, (source) => source && telling(source)),
  };
}

function telling(source: object): object {
  return Object.fromEntries(
    Object.entries(source).filter(([key]) => key === "regions" || TELLING.includes(key)),
  );
}

function mapped<T, U>(record: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

function sorted<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1)));
}
