export { publisherPolicy } from "./ami-publisher-policy";
export type { PublisherPolicyProps } from "./ami-publisher-policy";
export type { PolicyCondition, PublisherPolicy, PublisherStatement } from "./policy-document";
