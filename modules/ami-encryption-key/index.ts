export { AmiEncryptionKey } from "./ami-encryption-key";
export type { AmiEncryptionKeyProps } from "./ami-encryption-key";
