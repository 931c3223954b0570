import { sharedImages } from "../ami-catalog/shared-parameters";
import { isPublicParameter, parseArn } from "../support";
import { arnsOf, CatalogFacts, distinct } from "./catalog-facts";
import { allow, inRegions, PublisherStatement } from "./policy-document";

const READ = ["ssm:GetParameter", "ssm:GetParameters"];

/**
 * The parameters of the namespace, those that versions are made from, and the roles of the
 * accounts that get parameters of their own.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
 */
export function parameterStatements(facts: CatalogFacts): PublisherStatement[] {
  const { catalog, regions } = facts;
  const own = arnsOf(facts, "ssm", `parameter${catalog.namespace}/*`);
  const sources = sourceParameters(facts);
  const roles = distinct((catalog.copyParametersTo ?? []).map(({ roleArn }) => roleArn));
  return [
    allow(
      "WriteParameters",
      [
        "ssm:AddTagsToResource",
        "ssm:DeleteParameter",
        ...READ,
        "ssm:ListTagsForResource",
        "ssm:PutParameter",
        "ssm:RemoveTagsFromResource",
      ],
      own,
    ),
    allow("ListParameters", ["ssm:DescribeParameters"], ["*"], inRegions(regions)),
    ...(sources.length > 0 ? [allow("ReadSourceParameters", READ, sources)] : []),
    ...(sharedImages(catalog).length > 0 ? shareStatements(facts, own) : []),
    ...(roles.length > 0 ? [allow("AssumeConsumerRoles", ["sts:AssumeRole"], roles)] : []),
  ];
}

/** ARNs of the parameters that sources name. A public one belongs to no account. */
function sourceParameters({ sources, partition, accountId, catalog }: CatalogFacts): string[] {
  const arnOf = (name: string) => {
    const account = isPublicParameter(name) ? "" : accountId;
    return `arn:${partition}:ssm:${catalog.homeRegion}:${account}:parameter/${name.replace(/^\//, "")}`;
  };
  return distinct(
    sources.flatMap(({ parameter }) => {
      const name = parameter?.parameterName ?? parameter?.parameterArn;
      return name === undefined ? [] : [parseArn(name) ? name : arnOf(name)];
    }),
  );
}

/**
 * AWS RAM, which writes the resource policy of a parameter with the rights of the caller.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsresourceaccessmanagerram.html
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-shared-parameters.html
 */
function shareStatements(facts: CatalogFacts, own: string[]): PublisherStatement[] {
  return [
    allow(
      "ShareParameters",
      [
        "ram:AssociateResourceShare",
        "ram:CreateResourceShare",
        "ram:DeleteResourceShare",
        "ram:DisassociateResourceShare",
        "ram:GetResourceShareAssociations",
        "ram:GetResourceShares",
        "ram:ListResourceSharePermissions",
      ],
      ["*"],
      inRegions(facts.regions),
    ),
    allow(
      "ShareParameterPolicies",
      ["ssm:DeleteResourcePolicy", "ssm:GetResourcePolicies", "ssm:PutResourcePolicy"],
      own,
    ),
  ];
}
