import { isAmiKey, isProseKey } from "./ami-values";

const AMI_WORD = /(^|_)(amis?|images?)(_|$)/i;
/** Names of what is always for people, or names something else, wherever it stands. */
const ALWAYS = /(^|_)(description|comments?|key_name|key_pair|keypair|ssh_key|user_data|user_data_base64)$/i;
/** Names of maps of which no key boots anything. */
const METADATA =
  /(^|_)(tag|tags|tags_all|tag_specifications|labels|annotations|condition|resource_ids?|mock_outputs|depends_on|ignore_changes)$/i;

/** A name as Terraform writes it: `imageId` and `image-id` are `image_id`. */
export function snakeCase(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, "$1_$2").replaceAll("-", "_");
}

/** Whether what has this name is an image: `ami`, `imageId`, `worker_ami_arm64`. */
export function isImageName(name: string): boolean {
  const snake = snakeCase(name);
  return isAmiKey(snake) || AMI_WORD.test(snake);
}

/**
 * Whether the value at a path is for people, or names something, so that nothing boots from it: `web.notes`. A name
 * that a user chose says nothing: that of an entry in a map of images (`service_amis.docs`) or of a `for_each`, or
 * that of a map with an image in it (`docs.ami`).
 * @param names from the outside to the inside, without indices
 */
export function isProsePath(
  names: readonly string[],
  isProse: (name: string) => boolean = isProseKey,
): boolean {
  const isImages = (name = ""): boolean => name === "for_each" || (isImageName(name) && !isProse(name));
  const inner = names.map((name) => isImages(name)).lastIndexOf(true);
  return names.some((name, index) => {
    if (!isProse(name)) {
      return false;
    }
    const snake = snakeCase(name);
    if (ALWAYS.test(snake) || (METADATA.test(snake) && index < names.length - 1)) {
      return true;
    }
    return index > inner && !isImages(names[index - 1]);
  });
}
