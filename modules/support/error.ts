/**
 * What can be wrong with an input. A code never changes its meaning; new ones may be added.
 */
export type AmiCatalogErrorCode =
  | "ACCOUNT_ID_INVALID"
  | "ALLOWED_IMAGES_DUPLICATE"
  | "AMI_ID_INVALID"
  | "AMI_ID_PLACEHOLDER"
  | "AMI_NAME_INVALID"
  | "BINDINGS_TOO_OLD"
  | "CATALOG_ALIAS"
  | "CATALOG_CHANNEL_INVALID"
  | "CATALOG_CHANNEL_RELEASED"
  | "CATALOG_CONFLICT"
  | "CATALOG_DOCUMENTS"
  | "CATALOG_EMPTY"
  | "CATALOG_KEY_DUPLICATE"
  | "CATALOG_KEY_MISSING"
  | "CATALOG_KEY_RESERVED"
  | "CATALOG_KEY_UNKNOWN"
  | "CATALOG_NAME_CASE"
  | "CATALOG_NAME_UNKNOWN"
  | "CATALOG_SYNTAX"
  | "CATALOG_TEXT_INVALID"
  | "CATALOG_TOO_DEEP"
  | "CATALOG_TYPE"
  | "CATALOG_UNREADABLE"
  | "CATALOG_VALUE_INVALID"
  | "CHANNEL_WITHOUT_VERSION"
  | "COPY_CHANGES_ENCRYPTION"
  | "DEPRECATION_TIME_INVALID"
  | "DESCRIPTION_INVALID"
  | "DEVICE_NAMES_MISSING"
  | "ENCRYPTED_PUBLIC"
  | "ENCRYPTION_REQUIRED"
  | "EXEMPTION_WITHOUT_REASON"
  | "GUARD_RULE_INVALID"
  | "HCL_UNSUPPORTED"
  | "IMAGE_BUILDER_ARN_INVALID"
  | "IMAGE_CRITERION_INVALID"
  | "IMAGE_LOCATION_INVALID"
  | "IMAGE_NAME_INVALID"
  | "IMAGE_PROVIDER_INVALID"
  | "INSTANCE_ID_INVALID"
  | "INSTANCE_REFRESH_INVALID"
  | "KMS_ALIAS_INVALID"
  | "KMS_DELETION_WINDOW_INVALID"
  | "KMS_KEY_DEFAULT_SHARED"
  | "KMS_KEY_INVALID"
  | "KMS_KEY_REGION"
  | "KMS_KEY_WITHOUT_ENCRYPTION"
  | "LIFECYCLE_IGNORES_AMI"
  | "ORGANIZATIONAL_UNIT_ARN_INVALID"
  | "ORGANIZATION_ARN_INVALID"
  | "OWNERS_MISSING"
  | "PACKER_MANIFEST_AMBIGUOUS"
  | "PACKER_MANIFEST_ARTIFACT"
  | "PACKER_MANIFEST_BUILDER"
  | "PACKER_MANIFEST_CLOUD"
  | "PACKER_MANIFEST_INVALID"
  | "PACKER_MANIFEST_REGION"
  | "PACKER_MANIFEST_RUN"
  | "PACKER_MANIFEST_SYNTAX"
  | "PACKER_MANIFEST_UNREADABLE"
  | "PARAMETER_NAME_INVALID"
  | "PARTITION_MIXED"
  | "PRINCIPALS_TOO_MANY"
  | "REGION_INVALID"
  | "REGION_UNKNOWN"
  | "REGION_UNSUPPORTED"
  | "REGION_WITHOUT_SOURCE"
  | "REMOTE_STATE_INVALID"
  | "SELECTOR_INVALID"
  | "SNAPSHOT_ID_INVALID"
  | "SNAPSHOT_PRINCIPAL"
  | "TAGS_INVALID"
  | "TIER_NOT_ADVANCED"
  | "VERSION_INVALID"
  | "VOLUME_IOPS_INVALID"
  | "VOLUME_SIZE_INVALID"
  | "VOLUME_TYPE_INVALID";

/** Why a value is refused, without the place where it stands. */
export interface Finding {
  /** What is wrong, by its page in `docs/errors`. */
  readonly code: AmiCatalogErrorCode;
  /** What is allowed: the rest of a sentence that begins with the property. */
  readonly allowed: string;
  /** The way out, as an imperative. */
  readonly fix: string;
}

/** A finding and where it stands. */
export interface AmiCatalogProblem extends Finding {
  /**
   * Path of the construct, as in `cdktf` messages: `Prod/Web/Copy`; in a catalog file the path of
   * keys: `images.web.channels.stable`, empty for the whole file.
   */
  readonly path: string;
  /** Property of the construct, with the index of a list: `accountIds[3]`; in a catalog file the last key. */
  readonly prop: string;
  /** The value given. */
  readonly value: unknown;
  /** Catalog file that the value stands in. @default - the value was given in code */
  readonly file?: string;
  /** Line in the file, from 1. @default - the problem is of the whole file, or of code */
  readonly line?: number;
  /** Column in the line, from 1, in UTF-16 units as editors count. @default - as `line` */
  readonly column?: number;
}

const SHOWN_VALUE_LENGTH = 120;
const SHOWN_PROBLEMS = 100;

function shown(value: unknown): string {
  const text = value === undefined ? "not given" : (JSON.stringify(value) ?? String(value));
  return text.length > SHOWN_VALUE_LENGTH
    ? `${text.slice(0, SHOWN_VALUE_LENGTH)}… (${text.length} characters)`
    : text;
}

function sentence(problem: AmiCatalogProblem): string {
  const { code, path, prop, value, allowed, fix } = problem;
  if (problem.file === undefined) {
    return `[${code}] ${path}: \`${prop}\` is ${shown(value)}, but ${allowed}; ${fix}`;
  }
  const given = value === undefined ? "" : `is ${shown(value)}, but `;
  return [...place(problem), `${given}${allowed}; ${fix} [${code}]`].join(": ");
}

/** Where a problem of a file stands: `catalog.yaml:12:7` and the path of keys. */
function place({ file, line, column, path }: AmiCatalogProblem): string[] {
  return [[file, line, column].filter((part) => part !== undefined).join(":"), path].filter(
    (part) => part !== "",
  );
}

function message(problems: readonly AmiCatalogProblem[]): string {
  const more = problems.length - SHOWN_PROBLEMS;
  return [
    ...problems.slice(0, SHOWN_PROBLEMS).map(sentence),
    ...(more > 0 ? [`… and ${more} more`] : []),
  ].join("\n");
}

/**
 * The one error of this package: every problem of one construct's input, or of one catalog file, at once.
 */
export class AmiCatalogError extends Error {
  /** Code of the first problem. */
  readonly code: AmiCatalogErrorCode;
  /** All problems, in the order of the properties or of the lines; the message shows the first 100. */
  readonly problems: readonly AmiCatalogProblem[];

  constructor(problems: readonly [AmiCatalogProblem, ...AmiCatalogProblem[]]) {
    super(message(problems));
    this.name = "AmiCatalogError";
    this.code = problems[0].code;
    this.problems = problems;
  }
}
