import { RootConstruct } from "constructs";
import { AmiRecipients } from "../ami-launch-permissions";
import { AmiCatalogProblem, checkPrincipals, Checks, isShared, parseArn, partitionOf } from "../support";
import { DocumentNode, find, mapAt, placeAt, placeOf } from "./document-tree";
import { Examined, problemsOf } from "./examined";
import { CatalogImage } from "./model";

/** Adds what is wrong with recipients, and with their encryption. */
export function checkSharing(examined: Examined): void {
  const { draft } = examined;
  checkRecipients(examined, ["shareWith"], draft.shareWith);
  for (const [code, { shareWith }] of Object.entries(draft.regions ?? {})) {
    checkRecipients(examined, ["regions", code, "shareWith"], shareWith);
  }
  const regions = regionsOf(examined);
  for (const [name, image] of Object.entries(draft.images ?? {})) {
    checkRecipients(examined, ["images", name, "shareWith"], image.shareWith);
    checkEncryption(examined, name, image, regions);
  }
}

function checkRecipients(
  { draft: { homeRegion }, root, problems }: Examined,
  path: readonly string[],
  recipients: AmiRecipients | undefined,
): void {
  if (!recipients) {
    return;
  }
  const partition = homeRegion === undefined ? undefined : partitionOf(homeRegion);
  for (const problem of principalProblems(recipients, partition)) {
    const list = problem.prop.replace(/\[\d+\]$/, "");
    const node = find(root, [...path, list]);
    const item =
      node?.kind === "list" && node.items.find((one) => one.kind === "text" && one.text === problem.value);
    problems.refuse(item ? placeOf(item) : placeAt(root, ...path, list), problem.value, problem);
  }
  const { accountIds = [], organizationArns = [], organizationalUnitArns = [], snapshotAccess } = recipients;
  const groups = [...organizationArns, ...organizationalUnitArns];
  if (snapshotAccess === "copy" && groups.length > 0) {
    problems.add(
      placeAt(root, ...path, "snapshotAccess"),
      snapshotAccess,
      "SNAPSHOT_PRINCIPAL",
      "a snapshot can be shared with accounts only, never with an organisation or an OU",
      'name the accounts that copy in `accountIds`, or write "launch"',
    );
  }
  if (accountIds.length > 0 && groups.length > 0) {
    const managing = accountIds.filter((id) => organizationArns.some((arn) => parseArn(arn)?.account === id));
    problems.warn(placeAt(root, ...path, "accountIds"), "CATALOG_ACCOUNT_COVERED", covered(managing));
  }
}

/** @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/share-amis-org-ou-manage.html */
function covered(managing: readonly string[]): string {
  const which =
    managing.length > 0
      ? `${managing.join(", ")} belongs to an organisation that is shared with too`
      : "an account that belongs to an organisation or OU that is shared with too";
  return managing.length > 0
    ? `${which}: removing it here will change nothing, and AWS will report success`
    : `${which} keeps its access when it is removed here, and AWS reports success`;
}

/** Asks the check of the constructs, which wants a construct to name in its messages. */
function principalProblems(
  recipients: AmiRecipients,
  partition: string | undefined,
): readonly AmiCatalogProblem[] {
  const checks = new Checks(new RootConstruct());
  checkPrincipals(checks, recipients, partition);
  return problemsOf(() => checks.done());
}

interface RegionSharing {
  readonly code: string;
  /** Whether the copies have a customer managed key, good or refused. */
  readonly hasKey: boolean;
  readonly shareWith?: AmiRecipients;
}

function regionsOf({ draft, root }: Examined): RegionSharing[] {
  return Object.entries(draft.regions ?? {}).map(([code, { createKey, shareWith }]) => ({
    code,
    hasKey: createKey === true || mapAt(root, "regions", code)?.entries.has("kmsKeyArn") === true,
    shareWith: shareWith ?? draft.shareWith,
  }));
}

function checkEncryption(
  { root, problems }: Examined,
  name: string,
  image: CatalogImage,
  regions: readonly RegionSharing[],
): void {
  const encrypting = regions.filter(({ hasKey }) => image.encrypted ?? hasKey);
  const recipients = (region: RegionSharing) => image.shareWith ?? region.shareWith ?? {};
  const codes = (list: readonly RegionSharing[]) => list.map(({ code }) => code).join(", ");
  const place = placeOfEncrypted(root, name, image);
  const open = encrypting.filter((region) => recipients(region).isPublic);
  if (open.length > 0) {
    const allowed = `the image is public in ${codes(open)}, and an encrypted AMI can't be public`;
    const fix = "write `encrypted: false` for the image, or share it with accounts or organisations";
    problems.add(place(), image.encrypted, "ENCRYPTED_PUBLIC", allowed, fix);
  }
  const unkeyed = encrypting.filter((region) => !region.hasKey && isShared(recipients(region)));
  if (unkeyed.length > 0) {
    const allowed = `${codes(unkeyed)} has no key of its own, and an AMI under the default EBS key can't be shared`;
    const fix = "write `createKey: true` or a `kmsKeyArn` for the region";
    problems.add(place(), image.encrypted, "KMS_KEY_DEFAULT_SHARED", allowed, fix);
  }
  const bundled = Object.entries(image.versions).find(([, { source }]) => source.s3Manifest);
  if (encrypting.length > 0 && bundled) {
    const allowed = `the copy of an instance-store-backed AMI can't be encrypted, and ${codes(encrypting)} would encrypt it`;
    const fix = "write `encrypted: false` for the image, or make it EBS-backed";
    const version = placeAt(root, "images", name, "versions", bundled[0], "source");
    problems.add(version, undefined, "COPY_CHANGES_ENCRYPTION", allowed, fix);
  }
}

function placeOfEncrypted(root: DocumentNode, name: string, image: CatalogImage) {
  return () =>
    image.encrypted === undefined
      ? placeAt(root, "images", name)
      : placeAt(root, "images", name, "encrypted");
}
