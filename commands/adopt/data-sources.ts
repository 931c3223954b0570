import type { Values } from "./plan";

/** Data sources: type → name → arguments. */
export type DataSources = Readonly<Record<string, Readonly<Record<string, Values>>>>;

/** Name of a data source that asks through the provider of an alias. */
export function placeOf(alias: string | undefined): string {
  return alias ?? "default";
}

/** The argument that names the provider of an alias. */
export function providerOf(alias: string | undefined): Values {
  return alias === undefined ? {} : { provider: `aws.${alias}` };
}

/** Those that weren't refused. */
export function without(data: DataSources, refused: ReadonlyMap<string, unknown>): DataSources {
  const types = Object.entries(data).map(([type, blocks]) => {
    const kept = Object.entries(blocks).filter(([name]) => !refused.has(`${type}.${name}`));
    return [type, Object.fromEntries(kept)] as const;
  });
  return Object.fromEntries(types.filter(([, blocks]) => Object.keys(blocks).length > 0));
}
