import fc from "fast-check";
import { ACCOUNT_NAMES } from "./catalog";
import { accountId, organizationalUnitArn, organizationArn } from "./place";
import { fields } from "./source-fields";

export interface RecipientsOptions {
  /** Whether they may be everyone: never with encryption. */
  readonly isPublic: boolean;
  /** Whether they may copy the images, which needs the device names of each source. */
  readonly copies: boolean;
}

/** For whom images are. */
export function recipients(partition: string, { isPublic, copies }: RecipientsOptions): fc.Arbitrary<object> {
  const accountIds = fc.array(fc.oneof(accountId, fc.constantFrom(...ACCOUNT_NAMES)), { maxLength: 3 });
  const groups = {
    organizationArns: fc.array(organizationArn(partition), { maxLength: 2 }),
    organizationalUnitArns: fc.array(organizationalUnitArn(partition), { maxLength: 2 }),
    snapshotAccess: fc.constant("launch"),
  };
  return fc.oneof(
    { weight: 4, arbitrary: fields({}, { accountIds, ...groups, public: fc.constant(false) }) },
    ...(isPublic ? [{ weight: 1, arbitrary: fields({ public: fc.constant(true) }, { accountIds }) }] : []),
    ...(copies
      ? [{ weight: 2, arbitrary: fields({ accountIds, snapshotAccess: fc.constant("copy") }) }]
      : []),
  );
}
