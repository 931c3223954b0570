export { AmiEncryptionKey, KEY_TAG } from "./ami-encryption-key";
export type { AmiEncryptionKeyProps } from "./ami-encryption-key";
export { keyPolicyStatements } from "./key-policy";
export type { PolicyStatement } from "./key-policy";
