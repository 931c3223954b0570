import { keyAlias } from "../ami-catalog/names";
import { parseArn } from "../support";
import { arnsOf, attributesOf, CatalogFacts, distinct } from "./catalog-facts";
import { allow, inRegions, PolicyCondition, PublisherStatement } from "./policy-document";

/** What EC2 does with a key for those who copy, by what the caller may do. */
const USE = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"];
const FOR_AWS: PolicyCondition = { Bool: { "kms:GrantIsForAWSResource": "true" } };

/**
 * The keys that the catalog and its sources name, and those that it makes.
 * @see https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption-requirements.html
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html
 */
export function keyStatements(facts: CatalogFacts): PublisherStatement[] {
  return [...namedStatements(facts), ...madeStatements(facts)];
}

function namedStatements({ catalog, sources }: CatalogFacts): PublisherStatement[] {
  const named = distinct(
    [
      ...Object.values(catalog.regions).map(({ kmsKeyArn }) => kmsKeyArn),
      ...sources
        .flatMap(attributesOf)
        .flatMap((given) => [
          "kmsKeyId" in given ? given.kmsKeyId : undefined,
          ...("kmsKeyIds" in given ? Object.values(given.kmsKeyIds ?? {}) : []),
        ]),
    ].filter((arn) => arn !== undefined),
  );
  const keys = named.filter((arn) => !isAlias(arn));
  const aliases = named.filter(isAlias);
  return [
    ...(keys.length > 0 ? useStatements("NamedKeys", keys, {}) : []),
    ...(aliases.length > 0 ? aliasStatements(aliases) : []),
  ];
}

function isAlias(arn: string): boolean {
  return parseArn(arn)?.resource.startsWith("alias/") ?? false;
}

/**
 * A policy can't name a key by the ARN of an alias: it names all keys beside it, on the condition of the alias.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html
 */
function aliasStatements(arns: readonly string[]): PublisherStatement[] {
  const names = distinct(arns.map((arn) => parseArn(arn)?.resource ?? arn));
  const keys = distinct(arns.map((arn) => arn.replace(/:alias\/.*$/, ":key/*")));
  return useStatements("AliasedKeys", keys, { "ForAnyValue:StringEquals": { "kms:ResourceAliases": names } });
}

function useStatements(sid: string, keys: string[], condition: PolicyCondition): PublisherStatement[] {
  const isConditional = Object.keys(condition).length > 0;
  return [
    allow(`Use${sid}`, USE, keys, isConditional ? condition : undefined),
    allow(`Grant${sid}`, ["kms:CreateGrant"], keys, { ...condition, ...FOR_AWS }),
  ];
}

/** The keys that the catalog makes have no ARN yet: EC2 alone may use one for the caller. */
function madeStatements(facts: CatalogFacts): PublisherStatement[] {
  const { catalog, regions } = facts;
  const where = regions.filter((region) => catalog.regions[region]?.createKey);
  if (where.length === 0) {
    return [];
  }
  const keys = arnsOf(facts, "kms", "key/*", where);
  const aliases = arnsOf(facts, "kms", `alias/${keyAlias(catalog.namespace)}`, where);
  const throughEc2 = { StringLike: { "kms:ViaService": "ec2.*" } };
  return [
    allow("CreateKeys", ["kms:CreateKey", "kms:ListAliases"], ["*"], inRegions(where)),
    allow(
      "ManageKeys",
      [
        "kms:DescribeKey",
        "kms:EnableKeyRotation",
        "kms:GetKeyPolicy",
        "kms:GetKeyRotationStatus",
        "kms:ListResourceTags",
        "kms:PutKeyPolicy",
        "kms:ScheduleKeyDeletion",
        "kms:TagResource",
      ],
      keys,
    ),
    allow("ManageAliases", ["kms:CreateAlias", "kms:DeleteAlias"], [...keys, ...aliases]),
    ...useStatements("MadeKeys", keys, throughEc2),
  ];
}
