/**
 * What can be wrong with an input. A code never changes its meaning; new ones may be added.
 */
export type AmiCatalogErrorCode =
  | "AMI_ID_INVALID"
  | "AMI_ID_PLACEHOLDER"
  | "AMI_NAME_INVALID"
  | "ACCOUNT_ID_INVALID"
  | "CHANNEL_WITHOUT_VERSION"
  | "COPY_CHANGES_ENCRYPTION"
  | "DEPRECATION_TIME_INVALID"
  | "DESCRIPTION_INVALID"
  | "DEVICE_NAMES_MISSING"
  | "ENCRYPTED_PUBLIC"
  | "ENCRYPTION_REQUIRED"
  | "IMAGE_LOCATION_INVALID"
  | "IMAGE_NAME_INVALID"
  | "INSTANCE_ID_INVALID"
  | "KMS_KEY_INVALID"
  | "KMS_KEY_DEFAULT_SHARED"
  | "KMS_KEY_REGION"
  | "KMS_KEY_WITHOUT_ENCRYPTION"
  | "ORGANIZATION_ARN_INVALID"
  | "ORGANIZATIONAL_UNIT_ARN_INVALID"
  | "OWNERS_MISSING"
  | "PARAMETER_NAME_INVALID"
  | "PARTITION_MIXED"
  | "PRINCIPALS_TOO_MANY"
  | "REGION_INVALID"
  | "REGION_UNKNOWN"
  | "REGION_WITHOUT_SOURCE"
  | "SELECTOR_INVALID"
  | "SNAPSHOT_ID_INVALID"
  | "SNAPSHOT_PRINCIPAL"
  | "TAGS_INVALID"
  | "TIER_NOT_ADVANCED"
  | "VERSION_INVALID"
  | "VOLUME_SIZE_INVALID";

/** Why a value is refused, without the place where it stands. */
export interface Finding {
  readonly code: AmiCatalogErrorCode;
  /** What is allowed: the rest of a sentence that begins with the property. */
  readonly allowed: string;
  /** The way out, as an imperative. */
  readonly fix: string;
}

/** A finding and where it stands. */
export interface AmiCatalogProblem extends Finding {
  /** Path of the construct, as in `cdktf` messages: `Prod/Web/Copy`. */
  readonly path: string;
  /** Property of the construct, with the index of a list: `accountIds[3]`. */
  readonly prop: string;
  /** The value given. */
  readonly value: unknown;
}

const SHOWN_VALUE_LENGTH = 120;

function shown(value: unknown): string {
  const text = value === undefined ? "not given" : (JSON.stringify(value) ?? String(value));
  return text.length > SHOWN_VALUE_LENGTH
    ? `${text.slice(0, SHOWN_VALUE_LENGTH)}… (${text.length} characters)`
    : text;
}

function sentence(problem: AmiCatalogProblem): string {
  const { code, path, prop, value, allowed, fix } = problem;
  return `[${code}] ${path}: \`${prop}\` is ${shown(value)}, but ${allowed}; ${fix}`;
}

/**
 * The one error of this package: every problem of one construct's input at once.
 */
export class AmiCatalogError extends Error {
  /** Code of the first problem. */
  readonly code: AmiCatalogErrorCode;
  /** All problems, in the order of the properties. */
  readonly problems: readonly AmiCatalogProblem[];

  constructor(problems: readonly [AmiCatalogProblem, ...AmiCatalogProblem[]]) {
    super(problems.map(sentence).join("\n"));
    this.name = "AmiCatalogError";
    this.code = problems[0].code;
    this.problems = problems;
  }
}
