import { CatalogFile } from "./catalog-file";

/** The regions that a deploy works on, in words. */
export function inRegions({ catalog: { regions } }: CatalogFile): string {
  const names = Object.keys(regions);
  return `in ${names.length === 1 ? "" : `${names.length} regions: `}${names.join(", ")}`;
}

/** What the next deploy does with a channel that was moved or made. */
export function deployUpdates(file: CatalogFile, image: string, channel: string, isNew: boolean): string {
  const parameter = `${file.catalog.namespace}/${image}/${channel}`;
  return isNew
    ? `The next deploy makes ${parameter} ${inRegions(file)}.`
    : `The next deploy updates ${parameter} in place ${inRegions(file)}.`;
}
