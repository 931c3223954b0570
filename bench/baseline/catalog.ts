import { createHash } from "node:crypto";
import { AmiCopy } from "@cdktf/provider-aws/lib/ami-copy";
import { AmiLaunchPermission } from "@cdktf/provider-aws/lib/ami-launch-permission";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import {
  App,
  Op,
  TerraformIterator,
  TerraformLocal,
  TerraformOutput,
  TerraformSelf,
  TerraformStack,
} from "cdktf";
import type { Catalog, CatalogImage } from "../../modules";
import { catalogOfSize, sizeFrom } from "../catalog-input";
import { appAndReport } from "../synth-in-child";

interface Published {
  readonly amiId: string;
  readonly permissions: AmiLaunchPermission[];
}

interface Channel {
  readonly name: string;
  readonly arn: string;
  readonly resolve: string;
}

function unchanged(argument: string, value: string, what: string) {
  return {
    condition: Op.eq(TerraformSelf.getString(argument), value),
    errorMessage: `${what} means one image for ever, and its source was changed: add a new version, and give this one its source back.`,
  };
}

/** The images of a catalog of plain AMI IDs in one region: a loop over the generated classes. */
class RegionStack extends TerraformStack {
  private readonly verified: Record<string, { name: string; taken: unknown }> = {};

  constructor(
    app: App,
    private readonly catalog: Catalog,
    private readonly region: string,
  ) {
    super(app, `golden-${region}`);
    new AwsProvider(this, "Aws", { region });
    const parameters: Record<string, Record<string, Channel>> = {};
    const amiIds: Record<string, Record<string, string>> = {};
    for (const [name, image] of Object.entries(catalog.images)) {
      const versions = this.publishVersions(name, image);
      parameters[name] = this.publishChannels(name, image, versions);
      amiIds[name] = Object.fromEntries([...versions].map(([version, { amiId }]) => [version, amiId]));
    }
    this.addCheck();
    new TerraformOutput(this, "parameters", { value: parameters });
    new TerraformOutput(this, "ami_ids", { value: amiIds });
  }

  private publishVersions(name: string, image: CatalogImage): Map<string, Published> {
    const { homeRegion } = this.catalog;
    const published = new Map<string, Published>();
    for (const [version, { source }] of Object.entries(image.versions)) {
      const sourceAmiId = source.ami?.[homeRegion]?.amiId ?? "";
      const atHome = this.region === homeRegion;
      const amiId = atHome ? sourceAmiId : this.copy(`${name}-${version}`, version, sourceAmiId, image).id;
      const permissions = [this.share(`${name}-${version}`, amiId)];
      this.publishVersion(name, version, image, { amiId, permissions });
      published.set(version, { amiId, permissions });
    }
    return published;
  }

  private copy(name: string, version: string, sourceAmiId: string, { tags }: CatalogImage): AmiCopy {
    const sourceAmiRegion = this.catalog.homeRegion;
    const replacing = [name, sourceAmiRegion, "false", "", ""].join("\n");
    const digest = createHash("sha256").update(replacing).digest("hex").slice(0, 8);
    return new AmiCopy(this, `${name}-copy`, {
      name: `${name}-${digest}`,
      description: `${name}, copied from ${sourceAmiRegion}`,
      sourceAmiId,
      sourceAmiRegion,
      encrypted: false,
      tags: {
        ...tags,
        Name: name,
        "ami-catalog:source-ami": sourceAmiId,
        "ami-catalog:source-region": sourceAmiRegion,
        "ami-catalog:version": version,
      },
      timeouts: { create: "90m", update: "90m", delete: "90m" },
      lifecycle: {
        createBeforeDestroy: true,
        ignoreChanges: ["source_ami_id", 'tags["ami-catalog:source-ami"]'],
        postcondition: [unchanged("source_ami_id", sourceAmiId, name)],
      },
    });
  }

  private share(name: string, imageId: string): AmiLaunchPermission {
    const accounts = TerraformIterator.fromList(this.catalog.shareWith?.accountIds ?? []);
    return new AmiLaunchPermission(this, `${name}-account`, {
      imageId,
      forEach: accounts,
      accountId: accounts.value,
      lifecycle: { createBeforeDestroy: true },
    });
  }

  private publishVersion(
    image: string,
    version: string,
    { tags }: CatalogImage,
    { amiId, permissions }: Published,
  ): void {
    const name = `${this.catalog.namespace}/${image}/versions/${version}`;
    new SsmParameter(this, `${image}-version-${version}`, {
      name,
      type: "String",
      dataType: "aws:ec2:image",
      insecureValue: amiId,
      description: `${image} ${version}`,
      tier: "Standard",
      tags,
      dependsOn: permissions,
      lifecycle:
        this.region === this.catalog.homeRegion
          ? {
              ignoreChanges: ["insecure_value"],
              postcondition: [unchanged("insecure_value", amiId, name)],
            }
          : undefined,
    });
  }

  private publishChannels(
    image: string,
    { tags, channels = {} }: CatalogImage,
    versions: ReadonlyMap<string, Published>,
  ): Record<string, Channel> {
    const made: Record<string, Channel> = {};
    for (const [channel, version] of Object.entries(channels)) {
      const { amiId = "", permissions } = versions.get(version) ?? {};
      const name = `${this.catalog.namespace}/${image}/${channel}`;
      const parameter = new SsmParameter(this, `${image}-channel-${channel}`, {
        name,
        type: "String",
        dataType: "aws:ec2:image",
        insecureValue: amiId,
        description: `${image}, channel ${channel}`,
        tier: "Standard",
        tags,
        dependsOn: permissions,
      });
      this.verified[parameter.friendlyUniqueId] = { name, taken: Op.eq(parameter.insecureValue, amiId) };
      made[channel] = { name, arn: parameter.arn, resolve: `resolve:ssm:${name}` };
    }
    return made;
  }

  /** One check for all channels, over a local value. */
  private addCheck(): void {
    const each = "parameter in local.verified_parameters :";
    new TerraformLocal(this, "verified_parameters", this.verified);
    this.addOverride("check.verified_parameters", {
      assert: [
        {
          condition: `\${alltrue([for ${each} parameter.taken])}`,
          error_message: `The new AMI has not been taken by \${join(", ", distinct([for ${each} parameter.name if !parameter.taken]))}: AWS checks an AMI ID after the call, and keeps the old value when the image is not available to this account here, or while it is still checking.`,
        },
      ],
    });
  }
}

/** Adds one stack for each region of a catalog to an app. */
export function publish(app: App, catalog: Catalog): void {
  for (const region of Object.keys(catalog.regions)) {
    new RegionStack(app, catalog, region);
  }
}

if (require.main === module) {
  const catalog = catalogOfSize(sizeFrom(process.argv.slice(2)));
  appAndReport((app) => publish(app, catalog));
}
