import fc from "fast-check";

/** Where a catalog publishes. */
export interface Place {
  readonly partition: string;
  readonly homeRegion: string;
  /** The home region is one of them. */
  readonly regions: readonly string[];
}

const REGIONS = {
  aws: ["us-east-1", "eu-west-1", "ap-southeast-1", "sa-east-1"],
  "aws-cn": ["cn-north-1", "cn-northwest-1"],
  "aws-us-gov": ["us-gov-west-1", "us-gov-east-1"],
} as const;

/** Small catalogs find the same faults as big ones, and more of them fit into the time. */
export const sometimes = fc.constantFrom(false, false, true);

export const place: fc.Arbitrary<Place> = fc
  .oneof(
    { weight: 8, arbitrary: fc.constant("aws" as const) },
    { weight: 1, arbitrary: fc.constantFrom("aws-cn" as const, "aws-us-gov" as const) },
  )
  .chain((partition) =>
    fc
      .tuple(fc.shuffledSubarray<string>([...REGIONS[partition]], { minLength: 2, maxLength: 2 }), sometimes)
      .map(([[homeRegion = "", other = ""], both]) => ({
        partition,
        homeRegion,
        regions: both ? [other, homeRegion] : [homeRegion],
      })),
  );

const DIGITS = "0123456789";
const HEX = `${DIGITS}abcdef`;
const LOWER = `${DIGITS}abcdefghijklmnopqrstuvwxyz`;

/** Text of these characters. `stringMatching` takes a second for each of its character classes. */
export function textOfCharacters(characters: string, minLength: number, maxLength = minLength) {
  return fc.string({ unit: fc.constantFrom(...characters), minLength, maxLength });
}

/** IDs of 8 or 17 digits that are in no documentation. */
const hex = (length: number) => textOfCharacters(HEX, length - 3).map((digits) => `0c7${digits}`);

export const amiId = hex(17).map((digits) => `ami-${digits}`);
export const snapshotId = hex(17).map((digits) => `snap-${digits}`);
export const instanceId = hex(8).map((digits) => `i-${digits}`);
export const accountId = textOfCharacters(DIGITS, 12);

export function keyArn(partition: string, region: string): fc.Arbitrary<string> {
  const key = fc.oneof(
    fc.uuid().map((id) => `key/${id}`),
    hex(32).map((digits) => `key/mrk-${digits}`),
    fc.constant("alias/golden/ami"),
  );
  return fc.tuple(accountId, key).map(([account, id]) => `arn:${partition}:kms:${region}:${account}:${id}`);
}

const organizationId = textOfCharacters(LOWER, 10, 12).map((id) => `o-${id}`);
const unitId = fc
  .tuple(textOfCharacters(LOWER, 4), textOfCharacters(LOWER, 8))
  .map(([root, id]) => `ou-${root}-${id}`);

export function organizationArn(partition: string): fc.Arbitrary<string> {
  return fc
    .tuple(accountId, organizationId)
    .map(([account, id]) => `arn:${partition}:organizations::${account}:organization/${id}`);
}

export function organizationalUnitArn(partition: string): fc.Arbitrary<string> {
  return fc
    .tuple(accountId, organizationId, unitId)
    .map(([account, id, unit]) => `arn:${partition}:organizations::${account}:ou/${id}/${unit}`);
}
