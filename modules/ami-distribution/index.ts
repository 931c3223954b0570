export { AmiDistribution } from "./ami-distribution";
export type { AmiDistributionProps } from "./ami-distribution";
