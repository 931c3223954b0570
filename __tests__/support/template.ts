import { readFileSync } from "node:fs";
import { join } from "node:path";
import { App, TerraformStack } from "cdktf";
import { AmiCatalogError } from "../../modules";
import { withFolder } from "./temporary-folder";

/** Arguments of one block, as Terraform's JSON has them, without cdktf's `//` comment. */
export type Block = Readonly<Record<string, unknown>>;

/** Blocks by address: `aws_ami_copy.Name`, `data.aws_ami.Name`. */
export type Blocks = Readonly<Record<string, Block>>;

type Section = Readonly<Record<string, Readonly<Record<string, Block>>>>;

/** The whole JSON of a stack, `//` comments included. */
export interface StackJson {
  readonly resource?: Section;
  readonly data?: Section;
  readonly output?: Readonly<Record<string, Block>>;
  readonly provider?: Readonly<Record<string, readonly Block[]>>;
  readonly [section: string]: unknown;
}

/** A warning or a piece of information that a construct left for the reader. */
export interface Annotation {
  readonly constructPath: string;
  readonly level: string;
  readonly message: string;
}

/** A synthesized stack, to be asked for its resources. */
export class Template {
  constructor(
    readonly stackJson: StackJson,
    readonly annotations: readonly Annotation[],
  ) {}

  /** All resources of a type, by address. */
  resources(type: string): Blocks {
    return blocks(this.stackJson.resource, type, "");
  }

  /** All data sources of a type, by address. */
  dataSources(type: string): Blocks {
    return blocks(this.stackJson.data, type, "data.");
  }

  /** How many resources of a type there are; of all types without one. */
  count(type?: string): number {
    const { resource = {} } = this.stackJson;
    const types = type === undefined ? Object.keys(resource) : [type];
    return types.reduce((sum, each) => sum + Object.keys(resource[each] ?? {}).length, 0);
  }

  /** The one resource of a type. @throws Error where there is none or more than one */
  only(type: string): Block {
    const [address, ...others] = Object.keys(this.resources(type));
    if (address === undefined || others.length > 0) {
      throw new Error(`expected one ${type}, got ${this.count(type)}: ${[address, ...others].join(", ")}`);
    }
    return this.resources(type)[address] as Block;
  }
}

/** What `build` adds to an app, by stack; through `App.synth`, so all validations run. */
export function synthApp(build: (app: App) => void): Readonly<Record<string, Template>> {
  return withFolder("synth", (outdir) => {
    const app = new App({ outdir, stackTraces: false });
    build(app);
    app.synth();
    const manifest = readJson(join(outdir, "manifest.json")) as Manifest;
    return Object.fromEntries(
      Object.values(manifest.stacks).map(({ name, synthesizedStackPath, annotations }) => [
        name,
        new Template(readJson(join(outdir, synthesizedStackPath)) as StackJson, annotations),
      ]),
    );
  });
}

/** What `build` adds to an empty stack named `Stack`, which has no provider of its own. */
export function synthStack(build: (stack: TerraformStack) => void): Template {
  return synthApp((app) => build(new TerraformStack(app, "Stack"))).Stack as Template;
}

/** The error that `action` throws. @throws Error where it throws none, or one of another class */
export function caught(action: () => unknown): AmiCatalogError {
  try {
    action();
  } catch (error) {
    if (error instanceof AmiCatalogError) {
      return error;
    }
    throw error;
  }
  throw new Error("expected an AmiCatalogError, but nothing was thrown");
}

interface Manifest {
  readonly stacks: Readonly<
    Record<string, { name: string; synthesizedStackPath: string; annotations: readonly Annotation[] }>
  >;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}

function blocks(section: Section | undefined, type: string, prefix: string): Blocks {
  return Object.fromEntries(
    Object.entries(section?.[type] ?? {}).map(([name, block]) => [
      `${prefix}${type}.${name}`,
      uncommented(block),
    ]),
  );
}

function uncommented(block: Block): Block {
  return Object.fromEntries(Object.entries(block).filter(([argument]) => argument !== "//"));
}
