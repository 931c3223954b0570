/** Where AWS's price list has each price; the file has them by the month, the list may have them by the hour. */
const PLACES = {
  snapshotGbMonth: "AmazonEC2: product family `Storage Snapshot`, usage type `…EBS:SnapshotUsage`",
  transferGb: "AWSDataTransfer: `InterRegion Outbound` from this region; `transferGbTo` where one differs",
  advancedParameterMonth: "AWSSystemsManager: usage type `…PS-Advanced-Param-Tier1`",
  kmsKeyMonth: "awskms: usage type `…KMS-Keys`",
} as const;

/** A file of prices without prices: each is refused until somebody has filled it in. */
export function newPrices(regions: readonly string[]): string {
  const width = Math.max(...Object.keys(PLACES).map((key) => key.length));
  return [
    "# Prices for `cost --prices FILE`, each month or once, from https://aws.amazon.com/ebs/pricing/ and the like,",
    "# or from AWS's price list: `aws pricing get-products --region us-east-1 --service-code SERVICE --filters …`.",
    "date:     # when they were read, like 2026-11-24",
    "currency: # like USD",
    "source:   # where they were read",
    "regions:",
    ...regions.flatMap((region) => [
      `  ${region}:`,
      ...Object.entries(PLACES).map(([key, place]) => `    ${`${key}:`.padEnd(width + 1)} # ${place}`),
    ]),
    "",
  ].join("\n");
}
