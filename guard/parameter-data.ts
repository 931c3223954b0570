import { Document, Path } from "./document";
import { ReadFile } from "./structure-findings";

/** How a data source reads a parameter. */
export interface ParameterRead {
  readonly parameter: string;
  /** The `provider` argument. @default - the provider of the module */
  readonly provider?: string;
  /** The `region` argument. @default - that of the provider */
  readonly region?: string;
}

/** The `data "aws_ssm_parameter"` blocks of a module: those that it has, and those that are added to it. */
export class ParameterData {
  private readonly names = new Set<string>();
  /** Name of the block that reads, by what it reads. */
  private readonly reads = new Map<string, string>();

  constructor(files: readonly ReadFile[]) {
    const overridden = new Set<string>();
    for (const { path } of files.flatMap(({ document }) => document.blocks.filter(isParameterData))) {
      const [, , name = ""] = path;
      (this.names.has(name) ? overridden : this.names).add(name);
    }
    for (const { document } of files.filter(({ source }) => source.found.kind.syntax === "hcl")) {
      for (const [name, given] of argumentsOf(document)) {
        if (!overridden.has(name)) {
          this.know(name, given);
        }
      }
    }
  }

  /** The block that reads a parameter; a new one where there is none. */
  nameFor(read: ParameterRead): { readonly name: string; readonly isNew: boolean } {
    const key = keyOf(read);
    const known = this.reads.get(key);
    if (known !== undefined) {
      return { name: known, isNew: false };
    }
    const name = this.freeName(read.parameter);
    this.names.add(name);
    this.reads.set(key, name);
    return { name, isNew: true };
  }

  private know(name: string, given: ReadonlyMap<string, string>): void {
    const [, parameter] = /^"([^"\\$%]+)"$/.exec(given.get("name") ?? "") ?? [];
    const isPlain = [...given.keys()].every(
      (key) => key === "name" || key === "provider" || key === "region",
    );
    if (parameter !== undefined && isPlain) {
      this.reads.set(
        keyOf({ parameter, provider: given.get("provider"), region: given.get("region") }),
        name,
      );
    }
  }

  private freeName(parameter: string): string {
    const words = parameter.replace(/\W+/g, "_").replace(/^_+|_+$/g, "");
    const wanted = /^[A-Za-z_]/.test(words) ? words : `ami_${words}`;
    let name = wanted;
    for (let number = 2; this.names.has(name); number++) {
      name = `${wanted}_${number}`;
    }
    return name;
  }
}

function isParameterData({ path }: { readonly path: Path }): boolean {
  return path.length === 3 && path[0] === "data" && path[1] === "aws_ssm_parameter";
}

/** Name of each data source -> its arguments. */
function argumentsOf({ attributes }: Document): Map<string, Map<string, string>> {
  const all = new Map<string, Map<string, string>>();
  for (const { path, text } of attributes) {
    const [name = "", argument = ""] = path.slice(2);
    if (path.length === 4 && isParameterData({ path: path.slice(0, 3) })) {
      all.set(name, (all.get(name) ?? new Map<string, string>()).set(argument, text));
    }
  }
  return all;
}

function keyOf({ parameter, provider = "", region = "" }: ParameterRead): string {
  return [parameter, provider, region].join("\n");
}

/** The block, as `terraform fmt` writes it. */
export function dataBlock(name: string, { parameter, provider, region }: ParameterRead, eol: string): string {
  const given = Object.entries({ provider, region, name: JSON.stringify(parameter) }).filter(
    ([, value]) => value !== undefined,
  );
  const width = Math.max(...given.map(([key]) => key.length));
  return [
    `data "aws_ssm_parameter" "${name}" {`,
    ...given.map(([key, value]) => `  ${key.padEnd(width)} = ${value}`),
    "}",
    "",
  ].join(eol);
}
