import { Attribute } from "./document";
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
    for (const { document, source } of files) {
      for (const { path, start, end } of document.blocks) {
        const [kind, type, name] = path;
        if (kind === "data" && type === "aws_ssm_parameter" && name !== undefined && path.length === 3) {
          this.names.add(name);
          const own = document.attributes.filter(
            (attribute) => attribute.start > start && attribute.end < end && attribute.path.length === 4,
          );
          this.know(name, source.found.kind.syntax === "hcl" ? own : []);
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

  private know(name: string, attributes: readonly Attribute[]): void {
    const given = new Map(attributes.map(({ path, text }) => [path[3], text]));
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
