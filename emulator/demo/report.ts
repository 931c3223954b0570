/** One launch permission, as EC2 gives it. */
export interface LaunchPermission {
  readonly userId?: string;
  readonly group?: string;
  readonly organizationArn?: string;
  readonly organizationalUnitArn?: string;
}

/** What stands in one region after the deploy. */
export interface RegionReport {
  readonly region: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly amiId: string;
    readonly dataType: string;
    readonly version: number;
  }[];
  readonly images: readonly {
    readonly amiId: string;
    readonly name: string;
    readonly encrypted: boolean;
    readonly kmsKeyId?: string;
    readonly launchPermissions: readonly LaunchPermission[];
  }[];
  readonly instance?: { readonly instanceId: string; readonly imageId: string };
}

/** One deploy of the catalog, and what stands there afterwards. */
export interface StepReport {
  /** What was done: `publish`, `promote`, … */
  readonly step: string;
  readonly regions: readonly RegionReport[];
  /** The instance of the home region. */
  readonly instance?: RegionReport["instance"];
}

/** The whole result: the document of `--json`. */
export interface Report {
  readonly deployed: boolean;
  /** What is missing on this machine, when nothing was deployed. */
  readonly missing?: readonly string[];
  readonly steps: readonly StepReport[];
}

const HEADINGS = ["region", "parameter", "AMI", "encrypted with", "shared with", "instance"];

/** A step as one table, a row for each parameter. */
export function asTable(step: StepReport): string {
  const rows = step.regions.flatMap((region) =>
    region.parameters.map((parameter) => {
      const image = region.images.find(({ amiId }) => amiId === parameter.amiId);
      const launched = region.instance?.imageId === parameter.amiId ? region.instance.instanceId : "";
      return [
        region.region,
        parameter.name,
        parameter.amiId,
        image?.kmsKeyId?.split("/").pop() ?? (image?.encrypted ? "the default EBS key" : ""),
        image?.launchPermissions.map(shortPrincipal).join(", ") ?? "",
        launched,
      ];
    }),
  );
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  return [line(HEADINGS), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}

function shortPrincipal(permission: LaunchPermission): string {
  const { userId, group, organizationArn, organizationalUnitArn } = permission;
  return userId ?? (organizationArn ?? organizationalUnitArn)?.split("/").pop() ?? group ?? "";
}
