import { type DataSources, placeOf, providerOf } from "./data-sources";
import type { StateResource, Values } from "./plan";

/** A parameter of the own account. */
export interface FoundParameter {
  readonly name: string;
  readonly arn: string;
  readonly value: string;
}

/** Data sources for all parameters that stand beside those of some names. */
export function parameterSources(names: readonly string[], alias: string | undefined): DataSources {
  const folders = [...new Set(names.map(folderOf))];
  const blocks = folders.map((path, index) => [
    `${placeOf(alias)}-${index}`,
    { path, with_decryption: false, ...providerOf(alias) },
  ]);
  return { aws_ssm_parameters_by_path: Object.fromEntries(blocks) as Record<string, Values> };
}

export function foundParameters(
  resources: readonly StateResource[],
  alias: string | undefined,
): FoundParameter[] {
  return resources
    .filter(({ type }) => type === "aws_ssm_parameters_by_path")
    .filter(({ name }) => name.replace(/-\d+$/, "") === placeOf(alias))
    .flatMap(({ values }) => {
      const [arns, texts] = [textsOf(values.arns), textsOf(values.values)];
      return textsOf(values.names).map((name, index) => ({
        name,
        arn: arns[index] ?? "",
        value: texts[index] ?? "",
      }));
    });
}

function folderOf(name: string): string {
  return name.slice(0, name.lastIndexOf("/")) || "/";
}

function textsOf(list: unknown): string[] {
  return Array.isArray(list) ? list.map(String) : [];
}
