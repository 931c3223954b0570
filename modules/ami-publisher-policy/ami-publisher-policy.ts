import type { Catalog } from "../ami-catalog/model";
import { factsOf } from "./catalog-facts";
import { imageStatements } from "./image-statements";
import { keyStatements } from "./key-statements";
import { parameterStatements } from "./parameter-statements";
import { PublisherPolicy } from "./policy-document";

/** Which account publishes. */
export interface PublisherPolicyProps {
  /** ID of the account that publishes, or a token. @default "*" - any account: that of the role */
  readonly accountId?: string;
}

/**
 * The IAM policy of the role that publishes a catalog: what Terraform calls to apply, update and
 * destroy exactly this catalog, and no more. Plain data, for `JSON.stringify` and for outputs.
 */
export function publisherPolicy(
  catalog: Catalog,
  { accountId = "*" }: PublisherPolicyProps = {},
): PublisherPolicy {
  const facts = factsOf(catalog, accountId);
  return {
    Version: "2012-10-17",
    Statement: [...imageStatements(facts), ...parameterStatements(facts), ...keyStatements(facts)],
  };
}
