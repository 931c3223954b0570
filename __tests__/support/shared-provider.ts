import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { endProcess } from "./run-terraform";

const VARIABLE = "TF_REATTACH_PROVIDERS";
const ADDRESS = new RegExp(`${VARIABLE}='(.*)'`);
const INSTALLED = [".terraform", "providers", "registry.terraform.io", "hashicorp", "aws"];

interface Server {
  readonly child: ChildProcess;
  /** What Terraform finds it by. */
  readonly address: string;
}

interface Template {
  readonly provider?: Readonly<Record<string, readonly { readonly alias?: string }[]>>;
}

/**
 * One AWS provider for all commands in a workspace or a root module, as the binary that `terraform init` has installed. Terraform would
 * start it three times for each command, and building its schema is most of what a command costs.
 * @see https://developer.hashicorp.com/terraform/plugin/debugging
 */
export class SharedProvider {
  private server?: Promise<Server>;
  private busy = false;

  constructor(private readonly env: NodeJS.ProcessEnv) {}

  /**
   * Runs a command with the variables that name the provider. It can be configured once at a time: a stack that has
   * aliases, and a second command at once, start their own.
   */
  async during<T>(stack: string, command: (variables: NodeJS.ProcessEnv) => Promise<T>): Promise<T> {
    if (this.busy || !hasOneProvider(stack)) {
      return command({});
    }
    this.busy = true;
    try {
      this.server ??= start(installed(stack), this.env);
      return await command({ [VARIABLE]: (await this.server).address });
    } finally {
      this.busy = false;
    }
  }

  async stop(): Promise<void> {
    if (this.server) {
      await endProcess((await this.server).child);
    }
  }
}

function hasOneProvider(stack: string): boolean {
  if (!existsSync(join(stack, "cdk.tf.json"))) {
    const files = readdirSync(stack).filter((name) => name.endsWith(".tf"));
    const hcl = files.map((name) => readFileSync(join(stack, name), "utf8")).join("\n");
    return (
      hcl.match(/^provider "/gm)?.length === 1 && /^provider "aws"/m.test(hcl) && !/^\s*alias\s/m.test(hcl)
    );
  }
  const { provider = {} } = JSON.parse(readFileSync(join(stack, "cdk.tf.json"), "utf8")) as Template;
  return Object.keys(provider).join() === "aws" && provider.aws?.length === 1 && !provider.aws[0]?.alias;
}

/** The program of the provider: in the only folder of its version, in that of its platform. */
function installed(stack: string): string {
  let path = join(stack, ...INSTALLED);
  for (const last of [/^\d/, /_/, /^terraform-provider-aws/]) {
    const [name] = readdirSync(path).filter((entry) => last.test(entry));
    if (name === undefined) {
      throw new Error(`there is no AWS provider in ${path}`);
    }
    path = join(path, name);
  }
  return path;
}

function start(program: string, env: NodeJS.ProcessEnv): Promise<Server> {
  const child = spawn(program, ["-debug"], { env, stdio: ["ignore", "pipe", "pipe"] });
  return new Promise((resolve, reject) => {
    let printed = "";
    const read = (chunk: string) => {
      printed += chunk;
      const [, address] = ADDRESS.exec(printed) ?? [];
      if (address !== undefined) {
        resolve({ child, address });
      }
    };
    [child.stdout, child.stderr].forEach((stream) => stream.setEncoding("utf8").on("data", read));
    child.once("error", reject);
    child.once("close", (code) =>
      reject(new Error(`the AWS provider ended with ${code} before it answered:\n${printed}`)),
    );
  });
}
