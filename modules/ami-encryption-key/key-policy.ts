import { canonical, parseArn, Principals } from "../support";

/** One statement of an IAM policy. */
export interface PolicyStatement {
  /** Unique in the policy: `Owner`. */
  readonly Sid: string;
  /** Nothing is denied. */
  readonly Effect: "Allow";
  /** Who may: ARNs, or `*` where the condition narrows it down. */
  readonly Principal: string | { readonly AWS: string | string[] };
  /** What they may do: `kms:Decrypt`. */
  readonly Action: string | string[];
  /** The key that has the policy. */
  readonly Resource: "*";
  /** Operator, key, value. @default - none */
  readonly Condition?: Record<string, Record<string, string | string[] | boolean>>;
}

/**
 * What a recipient needs to launch and to copy, and to hand the key on to its own Auto Scaling role.
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
 */
const USE = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];
const USE_AND_GRANT = [...USE, "kms:CreateGrant"];

/** The account's own IAM policies decide: the form that KMS gives to a new key. */
export function ownerStatement(partition: string, accountId: string): PolicyStatement {
  return {
    Sid: "Owner",
    Effect: "Allow",
    Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
    Action: "kms:*",
    Resource: "*",
  };
}

/**
 * The statements that let recipients use the key. Accounts are named in a condition, since a
 * thousand of them as principals are longer than the 32 KiB that a key policy may have.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/allow-org-ou-to-use-key.html
 */
export function keyPolicyStatements(principals: Principals): PolicyStatement[] {
  const { accountIds = [], organizationArns = [], organizationalUnitArns = [] } = principals;
  const common = { Effect: "Allow", Action: USE_AND_GRANT, Resource: "*" } as const;
  const statements: PolicyStatement[] = [];
  if (accountIds.length > 0) {
    statements.push({
      ...common,
      Sid: "Accounts",
      Principal: "*",
      Condition: { StringEquals: { "aws:PrincipalAccount": canonical(accountIds) } },
    });
  }
  if (organizationArns.length > 0) {
    statements.push({
      ...common,
      Sid: "Organizations",
      Principal: "*",
      Condition: { StringEquals: { "aws:PrincipalOrgID": organizationIds(canonical(organizationArns)) } },
    });
  }
  if (organizationalUnitArns.length > 0) {
    statements.push({
      ...common,
      Sid: "OrganizationalUnits",
      Principal: "*",
      Condition: {
        "ForAnyValue:StringLike": {
          "aws:PrincipalOrgPaths": organizationPaths(canonical(organizationalUnitArns)),
        },
      },
    });
  }
  return statements;
}

/** The two statements that a service-linked role of the key's own account needs. */
export function serviceRoleStatements(sid: string, roleArn: string): PolicyStatement[] {
  const common = { Effect: "Allow", Principal: { AWS: roleArn }, Resource: "*" } as const;
  return [
    { ...common, Sid: `${sid}Use`, Action: USE },
    {
      ...common,
      Sid: `${sid}Grant`,
      Action: "kms:CreateGrant",
      Condition: { Bool: { "kms:GrantIsForAWSResource": true } },
    },
  ];
}

function organizationIds(arns: string[]): string[] {
  return arns.map((arn) => parseArn(arn)?.resource.split("/")[1] ?? arn);
}

/**
 * An OU's ARN names the organisation and the OU, a path also the root and the OUs between. The root
 * stands inside the OU's ID, and a wildcard covers what lies between: an OU's ID is unique.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html (aws:PrincipalOrgPaths)
 */
function organizationPaths(arns: string[]): string[] {
  return arns.map((arn) => {
    const [, organizationId, unitId = ""] = parseArn(arn)?.resource.split("/") ?? [];
    return `${organizationId}/r-${unitId.split("-")[1]}/*${unitId}/*`;
  });
}
