import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { AmiDistribution, AmiSource, AmiSsmParameter, Catalog, CatalogImage } from "../../modules";

/** All regions of a catalog of plain AMI IDs in one stack and one state: an AWS provider with an alias for each. */
class AliasStack extends TerraformStack {
  constructor(
    app: App,
    private readonly catalog: Catalog,
  ) {
    super(app, "golden");
    for (const [region, { kmsKeyArn = "" }] of Object.entries(catalog.regions)) {
      const provider = new AwsProvider(this, region, { region, alias: region });
      for (const [name, image] of Object.entries(catalog.images)) {
        this.publish(name, image, { region, kmsKeyArn, provider });
      }
    }
  }

  private publish(
    name: string,
    image: CatalogImage,
    { region, kmsKeyArn, provider }: { region: string; kmsKeyArn: string; provider: AwsProvider },
  ): void {
    const { homeRegion, namespace, shareWith } = this.catalog;
    for (const [version, { source }] of Object.entries(image.versions)) {
      const id = `${region}-${name}-${version}`;
      const amiId = source.ami?.[homeRegion]?.amiId ?? "";
      const distribution = new AmiDistribution(this, id, {
        ...shareWith,
        imageName: name,
        version,
        source: AmiSource.fromId(this, `${id}-source`, { amiId, region: homeRegion }),
        parameterPrefix: `${namespace}/${name}`,
        encrypted: true,
        kmsKeyId: kmsKeyArn,
        tags: image.tags,
        immutable: true,
        provider,
        region,
      });
      for (const [channel] of Object.entries(image.channels ?? {}).filter(([, named]) => named === version)) {
        new AmiSsmParameter(this, `${region}-${name}-${channel}`, {
          parameterName: `${namespace}/${name}/${channel}`,
          amiId: distribution.amiId,
          tags: image.tags,
          verify: true,
          dependsOn: distribution.permissions.resources,
          provider,
        });
      }
    }
  }
}

/** Adds one stack with an alias for each region of a catalog to an app. */
export function publishWithAliases(app: App, catalog: Catalog): void {
  new AliasStack(app, catalog);
}
