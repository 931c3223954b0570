import { ARCHITECTURES } from "../ami-source/attributes";
import { Field, optional } from "./decoder";
import { flag, list, text, word } from "./decoders";
import { CatalogSource } from "./model";
import { kmsKey } from "./schema-values";

/** What a kind of source is in the model. */
export type Source<K extends keyof CatalogSource> = NonNullable<CatalogSource[K]>;
/** A field for each key of the model, and no other. */
export type Fields<T> = Record<keyof T, Field<unknown>>;

const architecture = word(...ARCHITECTURES);
const virtualizationType = word("hvm", "paravirtual");
export const owned = optional("Whether the AMI belongs to the publishing account.", flag);

export const encryption = {
  encrypted: optional("Whether its snapshots are encrypted.", flag),
  kmsKeyId: optional("KMS key of its snapshots: an ARN, or a name in `kmsKeys`.", kmsKey),
};
export const known = {
  ...encryption,
  rootDeviceType: optional("Where its root volume comes from.", word("ebs", "instance-store")),
  architecture: optional("Architecture of its processor.", architecture),
  virtualizationType: optional("Kind of its virtualization.", virtualizationType),
  ebsDeviceNames: optional("Device names of its EBS volumes, root first.", list(text({ like: "/dev/xvda" }))),
};
