import { ITerraformDependable, TerraformElement, TerraformProvider, TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { AmiDistribution } from "../ami-distribution";
import { AmiRecipients } from "../ami-launch-permissions";
import { AmiParameterShare, AmiSsmParameter } from "../ami-ssm-parameter";
import { Checks, literal } from "../support";
import { bindSource } from "./catalog-source";
import { Catalog, CatalogImage, CatalogVersion } from "./model";

/** The region that images are published in. */
export interface Place {
  readonly catalog: Catalog;
  readonly region: string;
  /** ARN of the region's KMS key. @default - none */
  readonly kmsKeyId?: string;
  /** What must be there before an AMI is copied with that key. @default - the key alone */
  readonly keyResources?: readonly ITerraformDependable[];
  homeProvider(): TerraformProvider;
  /** Providers of the accounts that get parameters of their own, by account ID. */
  readonly copyProviders: ReadonlyMap<string, TerraformProvider>;
}

interface PublishedImageProps {
  readonly image: CatalogImage;
  readonly recipients: AmiRecipients;
  /** The share that the parameters join. @default - they aren't shared */
  readonly share?: AmiParameterShare;
  readonly place: Place;
}

/** How a channel is written by those who use it. */
export interface ChannelOutput {
  readonly name: string;
  readonly arn: string;
  readonly resolve: string;
  /** As launch templates of other accounts write it. @default - the parameter isn't shared */
  readonly resolve_by_arn?: string;
}

/** One image in one region: its versions, and the channels that name them. */
export class PublishedImage extends Construct {
  /** AMI IDs by version, released ones left out. */
  readonly amiIds: Readonly<Record<string, string>>;
  readonly channels: Readonly<Record<string, ChannelOutput>>;
  /** Addresses that Terraform shall forget without destroying what stands there. */
  readonly releasedAddresses: readonly string[];
  private readonly tags?: Record<string, string>;

  constructor(
    scope: Construct,
    private readonly name: string,
    private readonly props: PublishedImageProps,
  ) {
    super(scope, idOf(name));
    const { image } = props;
    this.tags = image.tags && Object.fromEntries(Object.entries(image.tags).map((tag) => tag.map(literal)));
    const versions = Object.entries(image.versions);
    const distributions = new Map(
      versions
        .filter(([, { state }]) => state !== "released")
        .map(([version, given]) => [version, this.distribute(version, given)]),
    );
    this.releasedAddresses = versions
      .filter(([, { state }]) => state === "released")
      .flatMap(([version, given]) => this.release(version, given));
    this.amiIds = Object.fromEntries([...distributions].map(([version, { amiId }]) => [version, amiId]));
    this.channels = this.publishChannels(distributions);
  }

  private get prefix(): string {
    return `${this.props.place.catalog.namespace}/${this.name}`;
  }

  private distribute(version: string, { source, deprecationTime }: CatalogVersion): AmiDistribution {
    const { image, recipients, share, place } = this.props;
    const encrypted = image.encrypted ?? place.kmsKeyId !== undefined;
    return new AmiDistribution(this, `Version-${version}`, {
      ...recipients,
      imageName: this.name,
      version,
      source: bindSource(this, `Source-${version}`, source, {
        region: place.region,
        homeRegion: place.catalog.homeRegion,
        homeProvider: () => place.homeProvider(),
        name: `${this.name}-${version}`,
        versionParameter: `${this.prefix}/versions/${version}`,
        encryptedAtHome: encrypted || undefined,
      }),
      parameterPrefix: this.prefix,
      encrypted,
      kmsKeyId: encrypted ? place.kmsKeyId : undefined,
      copyDependsOn: encrypted ? place.keyResources : undefined,
      description: image.description && literal(image.description),
      deprecationTime,
      tags: this.tags,
      parameterShare: share,
      immutable: true,
    });
  }

  /** Makes the version only to learn its addresses, and takes it away again. */
  private release(version: string, given: CatalogVersion): string[] {
    this.distribute(version, given);
    const ids = [`Version-${version}`, `Source-${version}`];
    const addresses = ids
      .flatMap((id) => this.node.findChild(id).node.findAll())
      .filter(
        (node): node is TerraformResource =>
          TerraformElement.isTerraformElement(node) && TerraformResource.isTerraformResource(node),
      )
      .map((resource) => `${resource.terraformResourceType}.${resource.friendlyUniqueId}`);
    ids.forEach((id) => this.node.tryRemoveChild(id));
    return addresses;
  }

  private publishChannels(
    distributions: ReadonlyMap<string, AmiDistribution>,
  ): Record<string, ChannelOutput> {
    const checks = new Checks(this);
    const channels: Record<string, ChannelOutput> = {};
    for (const [channel, version] of Object.entries(this.props.image.channels ?? {})) {
      const distribution = distributions.get(version);
      if (distribution) {
        channels[channel] = this.publishChannel(channel, distribution);
      } else {
        checks.refuse(`channels.${channel}`, version, {
          code: "CHANNEL_WITHOUT_VERSION",
          allowed: `${this.name} has the active versions ${[...distributions.keys()].join(", ") || "(none)"}`,
          fix: "name one of them, or add the version",
        });
      }
    }
    checks.done();
    return channels;
  }

  private publishChannel(channel: string, { amiId, permissions }: AmiDistribution): ChannelOutput {
    const { share, place } = this.props;
    const { verify } = place.catalog;
    const common = {
      parameterName: `${this.prefix}/${channel}`,
      amiId,
      description: `${this.name}, channel ${channel}`,
      tags: this.tags,
      verify: verify ?? true,
      dependsOn: permissions.resources,
    };
    const parameter = new AmiSsmParameter(this, `Channel-${channel}`, {
      ...common,
      tier: share ? "Advanced" : "Standard",
      share,
    });
    for (const [accountId, provider] of place.copyProviders) {
      new AmiSsmParameter(this, `Channel-${channel}-Account-${accountId}`, { ...common, provider });
    }
    const { parameterName, parameterArn } = parameter;
    return {
      name: parameterName,
      arn: parameterArn,
      resolve: `resolve:ssm:${parameterName}`,
      ...(share ? { resolve_by_arn: `resolve:ssm:${parameterArn}` } : {}),
    };
  }
}

/**
 * Id of an image. Addresses begin with it, and Terraform's with a letter or `_`; cdktf has the id
 * `backend` itself. Every other id of a stack has a capital letter, and no image has.
 * @see https://developer.hashicorp.com/terraform/language/syntax/configuration#identifiers
 */
function idOf(image: string): string {
  return /^[a-z]/.test(image) && image !== "backend" ? image : `Image-${image}`;
}
