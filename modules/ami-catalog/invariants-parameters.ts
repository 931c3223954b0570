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
