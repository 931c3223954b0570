import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type DataSources, without } from "./data-sources";
import { errorsIn, refusals, type Refused } from "./diagnostics";
import type { StateResource, Values } from "./plan";
import { type Instance, stateOf } from "./state";
import { type Environment, inFolder, Terraform } from "./terraform";

interface Template {
  readonly terraform?: { readonly required_providers?: Readonly<Record<string, unknown>> };
  readonly provider?: { readonly aws?: readonly Values[] };
}

/** What AWS said to data sources. */
export interface Answers {
  readonly resources: readonly StateResource[];
  /** Address of each data source that found nothing, or more than it can show. */
  readonly refused: ReadonlyMap<string, Refused>;
}

const READ = ["apply", "-refresh-only", "-auto-approve", "-input=false", "-json"];

/**
 * Asks AWS by data sources of Terraform, in a root module of its own with the providers of the stack: so it needs no
 * other client, and comes with the same credentials and assumed roles.
 */
export class LookUp {
  private readonly module: Readonly<Record<string, unknown>>;

  constructor(
    private readonly stack: Terraform,
    private readonly env: Environment,
  ) {
    const template = JSON.parse(readFileSync(join(stack.folder, "cdk.tf.json"), "utf8")) as Template;
    const aws = template.terraform?.required_providers?.aws;
    this.module = {
      terraform: { required_providers: { aws } },
      provider: { aws: template.provider?.aws ?? [] },
    };
  }

  /** Reads data sources. One that finds nothing is left out, and the others are read again. */
  read(data: DataSources): Answers {
    return this.within({}, (terraform) => {
      const refused = new Map<string, Refused>();
      let left = data;
      while (Object.keys(left).length > 0) {
        this.write(terraform, { data: left });
        const { status, stdout, stderr } = terraform.try(...READ);
        if (status === 0) {
          return { resources: dataIn(terraform), refused };
        }
        const errors = errorsIn(stdout);
        const found = refusals(errors);
        if (found === undefined) {
          throw terraform.failure(
            READ,
            [stderr, ...errors.map(({ summary, detail }) => `${summary} ${detail}`)].join("\n"),
          );
        }
        found.forEach(([address, why]) => refused.set(address, why));
        left = without(left, refused);
      }
      return { resources: [], refused };
    });
  }

  /** Destroys one resource, as the provider does it, by a state that holds nothing else. */
  destroy(instance: Instance): void {
    this.within({}, (terraform) => {
      writeFileSync(join(terraform.folder, "terraform.tfstate"), JSON.stringify(stateOf(instance)));
      terraform.run("apply", "-auto-approve", "-input=false", "-no-color");
    });
  }

  private within<T>(content: object, use: (terraform: Terraform) => T): T {
    return inFolder((folder) => {
      const env = { ...this.env, TF_DATA_DIR: undefined, TF_WORKSPACE: undefined };
      const terraform = new Terraform(folder, env);
      this.write(terraform, content);
      terraform.init(`-plugin-dir=${this.stack.pluginFolder}`);
      return use(terraform);
    });
  }

  private write({ folder }: Terraform, content: object): void {
    writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ ...this.module, ...content }));
  }
}

/** The data sources in the state of a folder: a plan would start the provider once more to be shown. */
function dataIn({ folder }: Terraform): StateResource[] {
  const { resources } = JSON.parse(readFileSync(join(folder, "terraform.tfstate"), "utf8")) as {
    readonly resources: readonly {
      readonly mode: "managed" | "data";
      readonly type: string;
      readonly name: string;
      readonly instances: readonly { readonly attributes: Values }[];
    }[];
  };
  return resources.flatMap(({ mode, type, name, instances }) =>
    instances.map(({ attributes }) => ({ address: `${type}.${name}`, mode, type, name, values: attributes })),
  );
}
