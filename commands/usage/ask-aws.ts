import { partitionOf } from "../../modules/support";
import { checkRoles } from "../aws/account";
import { loadSdk } from "../aws/sdk";
import { Call } from "../command";
import { imageOf, requireVersion } from "../look-up";
import { Answers, answersOf } from "./answer";
import { ImageUsage, imageUsage } from "./image-usage";

/** The option that names further accounts. */
export const ROLE_OPTION = {
  type: "string",
  multiple: true,
  placeholder: "ARN",
  help: "a role of another account to look through; give one for each account",
} as const;

/** What AWS says of an image, and what follows from it. */
export interface Asked {
  readonly answers: Answers;
  readonly found: ImageUsage;
}

/**
 * Asks AWS who uses an image, in the accounts that the options of a call give.
 * @param version the only one. @default - all
 */
export async function askAws(
  { file, options, progress }: Call,
  image: string,
  version?: string,
): Promise<Asked> {
  imageOf(file, image);
  const roles = checkRoles(options.texts("role"), partitionOf(file.catalog.homeRegion));
  const found = await imageUsage(await loadSdk(), { file, image, version, roles, progress });
  if (version !== undefined && !found.published.some(({ versions }) => versions.has(version))) {
    requireVersion(file, image, version);
  }
  return { answers: answersOf(file, image, found, version), found };
}
