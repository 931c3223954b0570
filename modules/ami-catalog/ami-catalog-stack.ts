import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformProvider, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { AmiDistribution } from "../ami-distribution";
import { AmiEncryptionKey } from "../ami-encryption-key";
import { AmiRecipients } from "../ami-launch-permissions";
import { AmiSsmParameter } from "../ami-ssm-parameter";
import { checkParameterName, Checks, Finding } from "../support";
import { bindSource, CatalogSource } from "./catalog-source";

/** One version of an image. It means one image for ever. */
export interface CatalogVersion {
  readonly source: CatalogSource;
  /** UTC time in whole minutes, at most 10 years ahead. @default - never deprecated */
  readonly deprecationTime?: string;
}

/** An image: its versions, and the channels that name one of them. */
export interface CatalogImage {
  readonly versions: Record<string, CatalogVersion>;
  /** Channel to version: `{ stable: "2026.11.24" }`. @default - none */
  readonly channels?: Record<string, string>;
  /** Tags of the copies and parameters. @default - none */
  readonly tags?: Record<string, string>;
  /** Encrypt the copies with the stack's key. @default - true where the stack has a key */
  readonly encrypted?: boolean;
  /** @default - the recipients of the stack */
  readonly shareWith?: AmiRecipients;
}

export interface AmiCatalogStackProps {
  /** First levels of all parameter names: `/golden`. */
  readonly namespace: string;
  /** Region that the stack publishes in. */
  readonly region: string;
  /** Region that the images are made in. */
  readonly homeRegion: string;
  /** Images by name. */
  readonly images: Record<string, CatalogImage>;
  /** ARN of a KMS key of the region for all copies. @default - `createKey` decides */
  readonly kmsKeyArn?: string;
  /** Make a key that the recipients may use. @default false */
  readonly createKey?: boolean;
  /** For whom the images are. @default - the owner alone */
  readonly shareWith?: AmiRecipients;
  /** Let recipients read the parameters by ARN, in the charged tier Advanced. @default false */
  readonly shareParameters?: boolean;
}

/**
 * A catalog of images in one region: one AmiDistribution for each version, one parameter
 * `NAMESPACE/IMAGE/CHANNEL` for each channel, and the outputs for other teams.
 */
export class AmiCatalogStack extends TerraformStack {
  private readonly provider: AwsProvider;
  private home?: AwsProvider;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: AmiCatalogStackProps,
  ) {
    super(scope, id);
    new Checks(this).value("namespace", props.namespace, checkNamespace).done();
    this.provider = new AwsProvider(this, "Aws", { region: props.region });
    const kmsKeyId = props.kmsKeyArn ?? (props.createKey ? this.makeKey() : undefined);
    const parameters: Record<string, Record<string, object>> = {};
    const amiIds: Record<string, Record<string, string>> = {};
    for (const [name, image] of Object.entries(props.images)) {
      const scope = this.imageScope(name);
      const distributions = this.distribute(scope, name, image, kmsKeyId);
      parameters[name] = this.publishChannels(scope, name, image, distributions);
      amiIds[name] = mapValues(distributions, (distribution) => distribution.amiId);
    }
    new TerraformOutput(this, "Parameters", { value: parameters }).overrideLogicalId("parameters");
    new TerraformOutput(this, "AmiIds", { value: amiIds }).overrideLogicalId("ami_ids");
  }

  private imageScope(name: string): Construct {
    new Checks(this).value("images", name, checkImageName).done();
    return new Construct(this, name);
  }

  private makeKey(): string {
    const { namespace, shareWith = {} } = this.props;
    const { accountIds, organizationArns, organizationalUnitArns } = shareWith;
    const key = new AmiEncryptionKey(this, "Key", {
      aliasName: `${namespace.replace(/^\//, "")}/ami`,
      description: `Encrypts the AMIs of ${namespace}`,
      accountIds,
      organizationArns,
      organizationalUnitArns,
    });
    return key.kmsKeyArn;
  }

  private homeProvider(): TerraformProvider {
    const { region, homeRegion } = this.props;
    if (region === homeRegion) {
      return this.provider;
    }
    this.home ??= new AwsProvider(this, "Home", { region: homeRegion, alias: "home" });
    return this.home;
  }

  private distribute(
    scope: Construct,
    name: string,
    image: CatalogImage,
    kmsKeyId: string | undefined,
  ): Record<string, AmiDistribution> {
    const { namespace, region, homeRegion, shareParameters } = this.props;
    const encrypted = image.encrypted ?? kmsKeyId !== undefined;
    const context = { region, homeRegion, homeProvider: () => this.homeProvider() };
    return Object.fromEntries(
      Object.entries(image.versions).map(([version, { source, deprecationTime }]) => [
        version,
        new AmiDistribution(scope, `Version-${version}`, {
          ...(image.shareWith ?? this.props.shareWith),
          imageName: name,
          version,
          source: bindSource(scope, `Source-${version}`, source, context),
          parameterPrefix: `${namespace}/${name}`,
          encrypted,
          kmsKeyId: encrypted ? kmsKeyId : undefined,
          deprecationTime,
          tags: image.tags,
          shareParameter: shareParameters,
        }),
      ]),
    );
  }

  private publishChannels(
    scope: Construct,
    name: string,
    image: CatalogImage,
    distributions: Record<string, AmiDistribution>,
  ): Record<string, object> {
    const checks = new Checks(scope);
    const channels = Object.entries(image.channels ?? {}).map(([channel, version]) => {
      const distribution = distributions[version];
      checks.refuse(
        `channels.${channel}`,
        version,
        distribution
          ? undefined
          : {
              code: "CHANNEL_WITHOUT_VERSION",
              allowed: `${name} has the versions ${Object.keys(distributions).join(", ")}`,
              fix: "name one of them, or add the version",
            },
      );
      return [channel, distribution] as const;
    });
    checks.done();
    return Object.fromEntries(
      channels.flatMap(([channel, distribution]) =>
        distribution ? [[channel, this.publishChannel(scope, name, channel, distribution, image)]] : [],
      ),
    );
  }

  private publishChannel(
    scope: Construct,
    name: string,
    channel: string,
    distribution: AmiDistribution,
    image: CatalogImage,
  ): object {
    const { namespace, shareParameters } = this.props;
    const parameter = new AmiSsmParameter(scope, `Channel-${channel}`, {
      parameterName: `${namespace}/${name}/${channel}`,
      amiId: distribution.amiId,
      description: `${name}, channel ${channel}`,
      tags: image.tags,
      tier: shareParameters ? "Advanced" : "Standard",
      shareWith: shareParameters ? (image.shareWith ?? this.props.shareWith) : undefined,
      dependsOn: distribution.permissions.resources,
    });
    return {
      name: parameter.parameterName,
      arn: parameter.parameterArn,
      resolve: `resolve:ssm:${parameter.parameterName}`,
    };
  }
}

function checkNamespace(namespace: string): Finding | undefined {
  return namespace.startsWith("/")
    ? checkParameterName()(namespace)
    : {
        code: "PARAMETER_NAME_INVALID",
        allowed: "a namespace is the first level of a parameter's name, or the first few",
        fix: `write it with a slash first, "/${namespace}"`,
      };
}

function checkImageName(name: string): Finding | undefined {
  return /^[a-z0-9][a-z0-9._-]{0,63}$/.test(name)
    ? undefined
    : {
        code: "IMAGE_NAME_INVALID",
        allowed: "the name of an image has 1 to 64 lower-case letters, digits and `._-`",
        fix: 'write it like "al2023-arm64"',
      };
}

function mapValues<T, R>(record: Record<string, T>, map: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
