/** An account in a region: who calls, or who owns. */
export interface Caller {
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
}

/** `aws`, `aws-cn` or `aws-us-gov`. */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) {
    return "aws-cn";
  }
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
