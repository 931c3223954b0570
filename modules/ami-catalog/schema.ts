import { AmiRecipients } from "../ami-launch-permissions";
import { checkAccountId, checkKmsKey, checkRegion, checkVersion } from "../support";
import { Decoder, Field, object, optional, required } from "./decoder";
import { flag, list, looseText, mapped, oneKeyOf, record, text, word } from "./decoders";
import {
  Catalog,
  CatalogImage,
  CatalogRegion,
  CatalogState,
  CatalogVersion,
  ParameterCopyTarget,
} from "./model";
import { checkChannelName, checkImageName } from "./names";
import { bucket, hostname, keyPrefix, organization, stateFolder, workspacePrefix } from "./schema-backends";
import { source } from "./schema-sources";
import {
  account,
  deprecationTime,
  description,
  kmsKey,
  names,
  namespace,
  organizationalUnitArn,
  organizationArn,
  regionCode,
  roleArn,
  tags,
} from "./schema-values";

/** A field for each key of the model. */
type Fields<T> = Record<keyof T, Field<unknown>>;

const recipients: Decoder<AmiRecipients> = mapped(
  object({
    accountIds: optional("12-digit account IDs, or names in `accounts`.", distinct(account)),
    organizationArns: optional("ARNs of organizations.", distinct(organizationArn)),
    organizationalUnitArns: optional("ARNs of organizational units.", distinct(organizationalUnitArn)),
    public: optional("Let every AWS account launch the images; never with encryption.", flag),
    snapshotAccess: optional("What the accounts may do: launch, or copy too.", word("launch", "copy")),
  }),
  ({ public: isPublic, ...others }): AmiRecipients =>
    isPublic === undefined ? others : { ...others, isPublic },
);

/** Each once: two names in `accounts` may stand for one account, and a name for an ID that is given too. */
function distinct(item: Decoder<string>): Decoder<string[]> {
  return mapped(list(item), (texts) => [...new Set(texts)]);
}

const region: Decoder<CatalogRegion> = object({
  kmsKeyArn: optional("KMS key of the region for all copies: an ARN, or a name in `kmsKeys`.", kmsKey),
  createKey: optional("Make a KMS key that the recipients may use.", flag),
  allowAutoScaling: optional("Let Auto Scaling of the publishing account use the key that is made.", flag),
  allowSpot: optional("Let Spot of the publishing account use the key that is made.", flag),
  shareWith: optional("Recipients in this region, in place of those of the catalog.", recipients),
} satisfies Fields<CatalogRegion>);

const version: Decoder<CatalogVersion> = object({
  source: required("Where the version comes from.", source),
  deprecationTime: optional("UTC time in whole minutes, or a date for its midnight.", deprecationTime),
  state: optional(
    "`released`: Terraform lets go of the version, and its AMIs stay.",
    word("active", "released"),
  ),
} satisfies Fields<CatalogVersion>);

const image: Decoder<CatalogImage> = object({
  description: optional("What the image is.", description),
  tags: optional("Tags of the copies and the parameters.", tags),
  encrypted: optional("Encrypt the copies with the key of each region.", flag),
  shareWith: optional(
    "Recipients of this image, in place of those of the region and the catalog.",
    recipients,
  ),
  versions: required("Versions by name.", record(version, { check: checkVersion, needed: "versions" })),
  channels: optional(
    "Channels, and the version that each names.",
    record(looseText({ like: '"2026.11.24"' }), { check: checkChannelName }),
  ),
} satisfies Fields<CatalogImage>);

const parameterCopyTarget: Decoder<ParameterCopyTarget> = object({
  accountId: required("12-digit account ID, or a name in `accounts`.", account),
  roleArn: required("ARN of the role to assume in it.", roleArn),
} satisfies Fields<ParameterCopyTarget>);

const state: Decoder<CatalogState> = oneKeyOf(
  object({
    local: optional(
      "Files in a folder.",
      object({ folder: optional("The folder, from the current folder of the synth.", stateFolder) }),
    ),
    s3: optional(
      "Objects in a bucket.",
      object({
        bucket: required("Name of the bucket.", bucket),
        region: required("Region of the bucket.", regionCode),
        keyPrefix: optional("What the keys begin with.", keyPrefix),
        kmsKeyId: optional("KMS key of the objects: an ARN, or a name in `kmsKeys`.", kmsKey),
      }),
    ),
    hcpTerraform: optional(
      "Workspaces of HCP Terraform.",
      object({
        organization: required("Name of the organization.", organization),
        workspacePrefix: required("What the names begin with.", workspacePrefix),
        hostname: optional("Terraform Enterprise of one's own.", hostname),
      }),
    ),
  } satisfies Fields<CatalogState>),
  "a state",
);

/** The keys of the file, in the order in which they are read: names before what uses them. */
const shape = {
  $schema: optional("JSON schema of this file, for editors.", ignored(text())),
  accounts: optional(
    "Names for account IDs.",
    names("accounts", looseText({ check: checkAccountId, like: '"222222222222"' })),
  ),
  kmsKeys: optional("Names for the ARNs of KMS keys.", names("kmsKeys", text({ check: checkKmsKey() }))),
  namespace: required("First levels of all parameter names: `/golden`.", namespace),
  homeRegion: required(
    "Region that the images are made in, and copied from.",
    mapped(regionCode, (code, context) => (context.homeRegion = code)),
  ),
  regions: required(
    "Every region that the images are published in, the home region included.",
    record(region, { check: checkRegion, needed: "regions" }),
  ),
  shareWith: optional("For whom the images are.", recipients),
  shareParameters: optional("Let recipients read the parameters by ARN (tier Advanced, charged).", flag),
  copyParametersTo: optional(
    "Accounts whose own Parameter Store gets the channels too.",
    list(parameterCopyTarget),
  ),
  verify: optional("Check at each apply that the channels have taken their values.", flag),
  state: optional("Where Terraform keeps its state.", state),
  images: required("Images by name.", record(image, { check: checkImageName })),
} satisfies Fields<Catalog> & Record<string, Field<unknown>>;

/** What a file says, as far as it could be read. */
export type Draft = Partial<Catalog>;

/** The format of the catalog file. */
export const catalogFile = object(shape);

/** Whether all is there that a catalog needs. */
export function isCatalog(draft: Draft): draft is Catalog {
  return [draft.namespace, draft.homeRegion, draft.regions, draft.images].every(
    (value) => value !== undefined,
  );
}

function ignored(decoder: Decoder<string>): Decoder<never> {
  return mapped<string, never>(decoder, () => undefined);
}
