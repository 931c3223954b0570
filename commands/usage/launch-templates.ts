import type { LaunchTemplateVersion } from "@aws-sdk/client-ec2";
import type { Place } from "../aws/account";
import { chunks } from "../aws/in-parallel";
import type { Sdk } from "../aws/sdk";

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeLaunchTemplateVersions.html */
const PAGE = 200;

/** A version of a launch template. */
export interface TemplateVersion {
  readonly id: string;
  readonly name: string;
  readonly number: number;
  readonly isDefault: boolean;
  readonly isLatest: boolean;
  /** AMI ID or alias. @default - the template leaves it to whoever launches */
  readonly imageId?: string;
}

/** A version that something names: a number, `$Default` or `$Latest`. */
export interface TemplateUse {
  /** ID or name of the template. */
  readonly template: string;
  readonly version: string;
}

/** The versions of all launch templates of an account in a region that may be launched from. */
export class TemplateVersions {
  private readonly versions: TemplateVersion[] = [];

  private constructor(
    private readonly sdk: Sdk,
    private readonly place: Place,
  ) {}

  /** Where they can't be read. */
  static none(sdk: Sdk, place: Place): TemplateVersions {
    return new TemplateVersions(sdk, place);
  }

  /** Reads the default and the latest version of each template. */
  static async read(sdk: Sdk, place: Place): Promise<TemplateVersions> {
    const all = new TemplateVersions(sdk, place);
    const read: LaunchTemplateVersion[] = [];
    for await (const { LaunchTemplateVersions = [] } of sdk.ec2.paginateDescribeLaunchTemplateVersions(
      { client: place.ec2 },
      { Versions: ["$Latest", "$Default"], MaxResults: PAGE },
    )) {
      read.push(...LaunchTemplateVersions);
    }
    const latest = new Map<string, number>();
    read.forEach(({ LaunchTemplateId: id = "", VersionNumber = 0 }) =>
      latest.set(id, Math.max(VersionNumber, latest.get(id) ?? 0)),
    );
    read.forEach((version) =>
      all.add(version, latest.get(version.LaunchTemplateId ?? "") === version.VersionNumber),
    );
    return all;
  }

  all(): readonly TemplateVersion[] {
    return this.versions;
  }

  /** Reads the versions that are neither default nor latest, and used all the same. */
  async readUsed(uses: readonly TemplateUse[]): Promise<void> {
    const missing = new Map<string, Set<string>>();
    for (const { template, version } of uses.filter((use) => /^\d+$/.test(use.version) && !this.of(use))) {
      missing.set(template, (missing.get(template) ?? new Set()).add(version));
    }
    for (const [template, numbers] of missing) {
      for (const some of chunks([...numbers], PAGE)) {
        (await this.describe(template, some)).forEach((version) => this.add(version, false));
      }
    }
  }

  /** What is gone can't be launched from; one version that is gone fails the call for all of them. */
  private async describe(template: string, versions: readonly string[]): Promise<LaunchTemplateVersion[]> {
    const which = template.startsWith("lt-")
      ? { LaunchTemplateId: template }
      : { LaunchTemplateName: template };
    const input = { ...which, Versions: [...versions] };
    const command = new this.sdk.ec2.DescribeLaunchTemplateVersionsCommand(input);
    try {
      return (await this.place.ec2.send(command)).LaunchTemplateVersions ?? [];
    } catch (error) {
      if (!(error instanceof Error) || !error.name.startsWith("InvalidLaunchTemplate")) {
        throw error;
      }
    }
    const found: LaunchTemplateVersion[] = [];
    for (const version of versions.length > 1 ? versions : []) {
      found.push(...(await this.describe(template, [version])));
    }
    return found;
  }

  of({ template, version }: TemplateUse): TemplateVersion | undefined {
    return this.versions.find(
      ({ id, name, number, isDefault, isLatest }) =>
        (id === template || name === template) &&
        (version === "$Latest" ? isLatest : version === "$Default" ? isDefault : `${number}` === version),
    );
  }

  private add(version: LaunchTemplateVersion, isLatest: boolean): void {
    const { LaunchTemplateId: id = "", LaunchTemplateName: name = "", VersionNumber: number = 0 } = version;
    if (!this.versions.some((known) => known.id === id && known.number === number)) {
      const imageId = version.LaunchTemplateData?.ImageId;
      this.versions.push({ id, name, number, isDefault: version.DefaultVersion ?? false, isLatest, imageId });
    }
  }
}
