import { isRecord } from "../../modules/support";
import { Catalog } from "../../modules/ami-catalog/model";
import { parameterOf } from "./catalog-parameter";
import { StackPlan } from "./plan-file";

/** Outputs that every stack of a catalog has. */
const OUTPUTS = ["parameters", "ami_ids"];

/**
 * Whether a plan is that of a catalog's own stack: it has its outputs, and parameters of its namespace. Where there is
 * none, the catalog has no version either that it publishes, and the outputs have the same images.
 */
export function isPlanOf({ namespace, images }: Catalog, { outputs, changes }: StackPlan): boolean {
  if (!OUTPUTS.every((name) => outputs.has(name))) {
    return false;
  }
  const parameters = changes.filter(({ type }) => type === "aws_ssm_parameter");
  if (parameters.length > 0) {
    return parameters.some((change) => parameterOf(change, namespace) !== undefined);
  }
  const published = Object.values(images).flatMap(({ versions }) =>
    Object.values(versions).filter(({ state }) => state !== "released"),
  );
  const planned = outputs.get("parameters");
  return published.length === 0 && isRecord(planned) && isSame(Object.keys(planned), Object.keys(images));
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return [...some].sort().join() === [...others].sort().join();
}
