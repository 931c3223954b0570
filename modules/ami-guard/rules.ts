/** `off` leaves the rule out. */
export type GuardSeverity = "error" | "warn" | "off";

/** What a rule of the guard refuses. */
export interface GuardRuleFacts {
  /** What is wrong, as a sentence without its full stop. */
  readonly summary: string;
  /** The way out, as an imperative; `{parameter}` stands for the name of a parameter. */
  readonly fix: string;
  /** Where AWS or the provider says so. */
  readonly source: string;
  readonly severity: GuardSeverity;
}

const READ_PARAMETER =
  'read the ID from {parameter}: `data "aws_ssm_parameter"` in HCL, `AmiReference.fromParameter(…).amiId` in CDKTF';
const FLEET_FIX = `${READ_PARAMETER}, in a launch template of its own`;
const REQUEST_LAUNCH_TEMPLATE_DATA =
  "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RequestLaunchTemplateData.html";
const GROUP_LIMITS =
  "https://docs.aws.amazon.com/autoscaling/ec2/userguide/using-systems-manager-parameters.html";

function rule(summary: string, fix: string, source: string): GuardRuleFacts {
  return { summary, fix, source, severity: "error" };
}

/** The rules of the guard, in the order in which findings of one place are shown. */
export const GUARD_RULES = {
  "hardcoded-ami-id": rule(
    "an AMI ID names one build in one region, and has to be chased with each new one",
    READ_PARAMETER,
    "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-systems-manager-parameter-to-find-AMI.html",
  ),
  "alias-on-instance": rule(
    "the provider compares `resolve:ssm:` with the ID that AWS returns, and replaces the instance at every plan",
    `${READ_PARAMETER}, or name a launch template`,
    "https://github.com/hashicorp/terraform-provider-aws/issues/43364",
  ),
  "alias-in-launch-configuration": rule(
    "a launch configuration takes no `resolve:ssm:`, only launch templates do",
    `use a launch template, or ${READ_PARAMETER}`,
    GROUP_LIMITS,
  ),
  "alias-with-attribute-based-instances": rule(
    "an Auto Scaling group that selects instance types by attributes takes no launch template with `resolve:ssm:`",
    `name the instance types, or ${READ_PARAMETER}`,
    GROUP_LIMITS,
  ),
  "alias-in-eks-node-group": rule(
    "a managed node group of EKS takes no launch template with `resolve:ssm:`",
    READ_PARAMETER,
    "https://github.com/aws/containers-roadmap/issues/1951",
  ),
  "alias-in-spot-fleet": rule(
    "a Spot Fleet takes no `resolve:ssm:`, neither its own nor that of a launch template",
    FLEET_FIX,
    REQUEST_LAUNCH_TEMPLATE_DATA,
  ),
  "alias-in-ec2-fleet": rule(
    "an EC2 Fleet takes a launch template with `resolve:ssm:` only when its type is `instant`",
    `write \`type = "instant"\`, or ${FLEET_FIX}`,
    REQUEST_LAUNCH_TEMPLATE_DATA,
  ),
  "alias-in-batch": rule(
    "AWS Batch takes no `resolve:ssm:` for its images, and its role can't read private parameters",
    READ_PARAMETER,
    "https://github.com/aws/containers-roadmap/issues/2295",
  ),
  "alias-in-emr": rule(
    "the provider takes only an AMI ID for EMR",
    READ_PARAMETER,
    "https://github.com/hashicorp/terraform-provider-aws/issues/46619",
  ),
  "alias-with-warm-pool-or-skip-matching": rule(
    "a launch template with `resolve:ssm:` allows no warm pool, no skip matching and no automatic roll-back",
    `leave these out of the Auto Scaling group, or ${READ_PARAMETER}`,
    GROUP_LIMITS,
  ),
  "alias-not-supported": rule(
    "this place takes only an AMI ID: nothing resolves `resolve:ssm:` here",
    READ_PARAMETER,
    "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-systems-manager-parameter-to-find-AMI.html",
  ),
  "parameter-not-ec2-image": rule(
    "EC2 resolves only parameters of data type `aws:ec2:image`, and SSM checks the AMI only of those",
    'write `type = "String"` and `data_type = "aws:ec2:image"` (the parameter is replaced)',
    "https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-ec2-aliases.html",
  ),
  "lookup-without-owners": rule(
    "anyone can publish an AMI of that name: without owners the newest of anyone boots (CVE-2018-15869)",
    'name the owners: `owners = ["self"]`, `["amazon"]` or account IDs',
    "https://nvd.nist.gov/vuln/detail/CVE-2018-15869",
  ),
} as const satisfies Record<string, GuardRuleFacts>;

/** ID of a rule; an ID never changes its meaning. */
export type GuardRule = keyof typeof GUARD_RULES;

/** All rules, in their order. */
export const GUARD_RULE_IDS = Object.keys(GUARD_RULES) as GuardRule[];

const TAKES_ALIAS = "write `resolve:ssm:{parameter}`, which EC2 resolves at each launch";
const ANY_PARAMETER = "an SSM parameter of data type `aws:ec2:image`";

/**
 * The way out of a finding.
 * @param takesAlias whether the place takes `resolve:ssm:`, as a launch template does
 * @param parameterName name of the parameter that the catalog publishes the AMI under; undefined when it has none
 */
export function guardFix(guardRule: GuardRule, takesAlias: boolean, parameterName?: string): string {
  const fix = guardRule === "hardcoded-ami-id" && takesAlias ? TAKES_ALIAS : GUARD_RULES[guardRule].fix;
  if (parameterName !== undefined) {
    return fix.replaceAll("{parameter}", parameterName);
  }
  return fix
    .replaceAll("resolve:ssm:{parameter}", "resolve:ssm:NAME")
    .replaceAll("{parameter}", ANY_PARAMETER);
}
