/** The name of the catalog's file: the first one that is given and isn't empty. @default "catalog.yaml" */
export function catalogFileName(...given: readonly unknown[]): string {
  return given.find((name): name is string => typeof name === "string" && name !== "") ?? "catalog.yaml";
}
