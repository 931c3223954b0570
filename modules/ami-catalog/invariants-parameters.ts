import { AmiRecipients } from "../ami-launch-permissions";
import { isShared } from "../support";
import { placeAt } from "./document-tree";
import { Examined } from "./examined";
import { CatalogImage } from "./model";
import { sharedImages } from "./shared-parameters";

const MAX_NAMES = 3;

/** Warns of parameters that others will not get. */
export function checkParameters(examined: Examined): void {
  checkShare(examined);
  checkCopies(examined);
}

/** The share of AWS RAM can't name everyone, and there is none without anyone to name. */
function checkShare({ draft, root, problems }: Examined): void {
  const { regions = {}, images = {} } = draft;
  if (!draft.shareParameters) {
    return;
  }
  const open = Object.keys(images).filter((name) => recipientsIn(draft, images[name]).some(isOpen));
  const message =
    open.length > 0
      ? `the parameters of ${shown(open)} aren't shared with everyone: AWS RAM shares with accounts, organisations and OUs; name in \`shareWith\` those that read them`
      : sharedImages({ ...draft, regions, images }).length === 0
        ? "no parameter is shared, since `shareWith` names nobody; name accounts, organisations or OUs"
        : undefined;
  if (message !== undefined) {
    problems.warn(placeAt(root, "shareParameters"), "CATALOG_PARAMETERS_UNSHARED", message);
  }
}

/**
 * SSM takes an AMI into a parameter only where the account of the parameter may launch it. Who is in an
 * organisation nobody can know here.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-ec2-aliases.html
 */
function checkCopies({ draft, root, problems }: Examined): void {
  const { copyParametersTo = [], images = {} } = draft;
  const published = Object.entries(images).filter(
    ([, { channels = {} }]) => Object.keys(channels).length > 0,
  );
  copyParametersTo.forEach(({ accountId }, index) => {
    const mayLaunch = launcher(accountId);
    const refused = published.filter(([, image]) => !recipientsIn(draft, image).every(mayLaunch));
    if (refused.length > 0) {
      const place = placeAt(root, "copyParametersTo", index, "accountId");
      const message = `the catalog doesn't share ${shown(refused.map(([name]) => name))} with ${accountId}, and a parameter takes only an AMI that its account may launch; add the account to \`shareWith\``;
      problems.warn(place, "CATALOG_COPY_UNSHARED", message);
    }
  });
}

/** Tells whether an account may launch, perhaps through its organisation; each list is looked through once. */
function launcher(accountId: string): (recipients: AmiRecipients) => boolean {
  const known = new Map<AmiRecipients, boolean>();
  return (recipients) => {
    const { isPublic, accountIds = [], organizationArns = [], organizationalUnitArns = [] } = recipients;
    const may =
      known.get(recipients) ??
      (isPublic === true ||
        organizationArns.length + organizationalUnitArns.length > 0 ||
        accountIds.includes(accountId));
    known.set(recipients, may);
    return may;
  };
}

function isOpen(recipients: AmiRecipients): boolean {
  return recipients.isPublic === true && !isShared(recipients);
}

/** All recipients that an image has in one region or another. */
function recipientsIn(
  { regions = {}, shareWith = {} }: Examined["draft"],
  image: CatalogImage | undefined,
): AmiRecipients[] {
  return image?.shareWith
    ? [image.shareWith]
    : [...new Set(Object.values(regions).map((region) => region.shareWith ?? shareWith))];
}

function shown(names: readonly string[]): string {
  return names.length > MAX_NAMES ? `${names.length} images` : names.join(", ");
}
