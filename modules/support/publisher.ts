import { IConstruct } from "constructs";

/** Shared by all copies of this package in a program, as cdktf's own marks are. */
const PUBLISHER = Symbol.for("cdktf-ami-catalog.publisher");

/** Marks a construct that publishes images, and so names AMIs by their IDs. */
export function markPublisher(construct: IConstruct): void {
  Object.defineProperty(construct, PUBLISHER, { value: true });
}

/** Whether a construct is, or is part of, what publishes images. */
export function isPublisher(construct: IConstruct): boolean {
  return construct.node.scopes.some((scope) => PUBLISHER in scope);
}
