import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { AmiEncryptionKey, keyPolicyStatements } from "../ami-encryption-key";
import { AmiParameterShare } from "../ami-ssm-parameter";
import { Checks, Finding, HclStack } from "../support";
import { addBackend } from "./catalog-backend";
import { Catalog, CatalogImage, CatalogRegion } from "./model";
import { checkImageName, checkNamespace, keyAlias } from "./names";
import { Place, PublishedImage } from "./published-image";
import { keyPrincipals, recipientsOf } from "./recipients";
import { parameterRecipients } from "./shared-parameters";
import { checkState } from "./state-checks";

/** A catalog, and the one of its regions that the stack is. */
export interface AmiCatalogStackProps {
  /** What is published, where, and for whom. */
  readonly catalog: Catalog;
  /** Region of the catalog that the stack publishes in. */
  readonly region: string;
}

/**
 * A catalog of images in one region: one AmiDistribution for each version, one parameter
 * `NAMESPACE/IMAGE/CHANNEL` for each channel, and the outputs for other teams.
 */
export class AmiCatalogStack extends HclStack {
  private readonly catalog: Catalog;
  private readonly region: string;
  private readonly provider: AwsProvider;
  private home?: AwsProvider;
  private share?: AmiParameterShare;

  constructor(scope: Construct, id: string, props: AmiCatalogStackProps) {
    super(scope, id);
    this.catalog = props.catalog;
    this.region = props.region;
    const region = this.check();
    addBackend(this, this.catalog.state);
    this.provider = new AwsProvider(this, "Aws", { region: this.region });
    const key = region.kmsKeyArn === undefined && region.createKey ? this.makeKey(region) : undefined;
    const images = this.publish({
      catalog: this.catalog,
      region: this.region,
      kmsKeyId: key?.kmsKeyArn ?? region.kmsKeyArn,
      keyResources: key?.resources,
      homeProvider: () => this.homeProvider(),
      copyProviders: this.copyProviders(),
    });
    this.forget(Object.values(images).flatMap((image) => image.releasedAddresses));
    this.output(
      "parameters",
      mapValues(images, (image) => image.channels),
    );
    this.output(
      "ami_ids",
      mapValues(images, (image) => image.amiIds),
    );
    if (region.kmsKeyArn !== undefined) {
      const principals = keyPrincipals(this.catalog, this.region);
      this.output("required_key_policy", keyPolicyStatements(principals));
    }
  }

  private publish(place: Place): Record<string, PublishedImage> {
    return Object.fromEntries(
      Object.entries(this.catalog.images).map(([name, image]) => {
        const recipients = recipientsOf(this.catalog, this.region, image);
        const share = this.shareFor(name, image);
        return [name, new PublishedImage(this, name, { image, recipients, share, place })];
      }),
    );
  }

  /** One share for all images with the recipients of the region, and one for each with its own. */
  private shareFor(name: string, image: CatalogImage): AmiParameterShare | undefined {
    const principals = parameterRecipients(this.catalog, this.region, image);
    if (!principals) {
      return undefined;
    }
    if (image.shareWith) {
      return new AmiParameterShare(this, `Share-${name}`, principals);
    }
    this.share ??= new AmiParameterShare(this, "Share", principals);
    return this.share;
  }

  private makeKey({ allowAutoScaling, allowSpot }: CatalogRegion): AmiEncryptionKey {
    const { namespace } = this.catalog;
    return new AmiEncryptionKey(this, "Key", {
      ...keyPrincipals(this.catalog, this.region),
      aliasName: keyAlias(namespace),
      description: `Encrypts the AMIs of ${namespace}`,
      allowAutoScaling,
      allowSpot,
    });
  }

  private homeProvider(): TerraformProvider {
    const { homeRegion } = this.catalog;
    if (this.region === homeRegion) {
      return this.provider;
    }
    this.home ??= new AwsProvider(this, "Home", { region: homeRegion, alias: "home" });
    return this.home;
  }

  private copyProviders(): ReadonlyMap<string, TerraformProvider> {
    return new Map(
      (this.catalog.copyParametersTo ?? []).map(({ accountId, roleArn }) => [
        accountId,
        new AwsProvider(this, `Account-${accountId}`, {
          region: this.region,
          alias: `account-${accountId}`,
          assumeRole: [{ roleArn }],
        }),
      ]),
    );
  }

  /** @see https://developer.hashicorp.com/terraform/language/resources/syntax#removing-resources */
  private forget(addresses: readonly string[]): void {
    if (addresses.length > 0) {
      this.addOverride(
        "removed",
        addresses.map((from) => ({ from, lifecycle: { destroy: false } })),
      );
    }
  }

  private output(name: string, value: object): void {
    new TerraformOutput(this, `Output-${name}`, { value }).overrideLogicalId(name);
  }

  private check(): CatalogRegion {
    const { namespace, regions, homeRegion, images } = this.catalog;
    const checks = new Checks(this)
      .value("namespace", namespace, checkNamespace)
      .refuse("region", this.region, unknownRegion(this.region, regions))
      .refuse("homeRegion", homeRegion, unknownRegion(homeRegion, regions));
    Object.keys(images).forEach((name) => checks.value("images", name, checkImageName));
    checkState(checks, this.node.id, this.catalog.state);
    checks.done();
    return regions[this.region] ?? {};
  }
}

function unknownRegion(region: string, regions: Readonly<Record<string, object>>): Finding | undefined {
  return Object.hasOwn(regions, region)
    ? undefined
    : {
        code: "REGION_INVALID",
        allowed: `the catalog has the regions ${Object.keys(regions).join(", ")}`,
        fix: "name one of them, or add the region",
      };
}

function mapValues<T, R>(record: Readonly<Record<string, T>>, map: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
