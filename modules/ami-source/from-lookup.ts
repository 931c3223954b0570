import { DataAwsAmi } from "@cdktf/provider-aws/lib/data-aws-ami";
import { Construct } from "constructs";
import { checkKmsKey, Checks, ProviderAndRegion, regionArguments, requireRegion } from "../support";
import { BoundSource, KnownAttributes } from "./attributes";

/** One filter of `DescribeImages`: an image passes when one of the values fits. */
export interface LookupFilter {
  /** Name of the filter: `name`, `architecture`, `tag:KEY`, … */
  readonly name: string;
  /** Values, with `*` and `?` as wildcards. */
  readonly values: string[];
}

export interface FromLookupProps extends KnownAttributes, ProviderAndRegion {
  /**
   * Who may own the AMI: account IDs, `self`, or an alias like `amazon`. Required, since anyone
   * can publish an image under any name.
   * @see https://nvd.nist.gov/vuln/detail/CVE-2018-15869
   */
  readonly owners: string[];
  /** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImages.html */
  readonly filters?: LookupFilter[];
  /** Regular expression for the name, applied by Terraform. @default - any name */
  readonly nameRegex?: string;
  /** Take the newest of several; with `false`, several matches are an error. @default true */
  readonly mostRecent?: boolean;
  /** Find deprecated AMIs of other owners too. @default false */
  readonly includeDeprecated?: boolean;
}

export function fromLookup(scope: Construct, props: FromLookupProps): BoundSource {
  const checks = new Checks(scope).value("owners", props.owners, (owners) =>
    owners.length > 0
      ? undefined
      : {
          code: "OWNERS_MISSING",
          allowed: "a lookup without owners takes a stranger's AMI when its name fits",
          fix: 'name the owners: `["self"]`, `["amazon"]` or account IDs',
        },
  );
  const region = requireRegion(checks, scope, props, DataAwsAmi);
  checks.value("kmsKeyId", props.kmsKeyId, checkKmsKey(region)).done();
  const ami = new DataAwsAmi(scope, "Resource", {
    ...regionArguments(props, DataAwsAmi),
    owners: props.owners,
    filter: props.filters,
    nameRegex: props.nameRegex,
    mostRecent: props.mostRecent ?? true,
    includeDeprecated: props.includeDeprecated,
  });
  return {
    resource: ami,
    attributes: {
      ...props,
      region,
      amiId: ami.id,
      rootDeviceType: props.rootDeviceType ?? "ebs",
      owned: props.owners.every((owner) => owner === "self"),
      floating: true,
    },
  };
}
