import fc from "fast-check";

/** A source as a catalog file writes it, and the files that it names. */
export interface WrittenSource {
  readonly source: object;
  /** Text by name, beside the catalog. */
  readonly files?: Readonly<Record<string, string>>;
}

export type Fields = Record<string, fc.Arbitrary<unknown>>;

/** A map with all `needed` keys, and each of the others or not. */
export function fields(needed: Fields, possible: Fields = {}): fc.Arbitrary<object> {
  return fc.record(
    { ...needed, ...possible },
    { requiredKeys: Object.keys(needed), noNullPrototype: true },
  ) as fc.Arbitrary<object>;
}

export const architecture = fc.constantFrom("x86_64", "arm64", "i386", "x86_64_mac", "arm64_mac");
export const virtualizationType = fc.constantFrom("hvm", "paravirtual");
export const deviceNames = fc.subarray(["/dev/xvda", "/dev/sdb", "/dev/sdc"], { minLength: 1 });

/** What may be known of an AMI; a copy of an encrypted one needs a key, so that is rare. */
export const known: Fields = {
  encrypted: fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.boolean() }),
  rootDeviceType: fc.oneof(
    { weight: 6, arbitrary: fc.constant("ebs") },
    { weight: 1, arbitrary: fc.constant("instance-store") },
  ),
  architecture,
  virtualizationType,
  ebsDeviceNames: deviceNames,
};
