import { spawn } from "node:child_process";
import { copyFile, cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";
import { environmentWithoutAws } from "../real-credentials";

const PACKAGE = resolve(__dirname, "..", "..", "..");
const APP = join(PACKAGE, "dist", "main.js");
const COMMANDS = join(PACKAGE, "dist", "commands", "main.js");
const CDKTF = join(PACKAGE, "node_modules", "cdktf-cli", "bundle", "bin", "cdktf");

/** Lines of cdktf that say that something has happened. */
const STEP = /Initializing the backend|Plan: \d|Creation complete|Apply complete/;
const SPINNER = /^[\u2800-\u28ff]|Stacks deploying/;

/** A parameter as a synthesized stack declares it. */
export interface DeclaredParameter {
  readonly name: string;
  readonly dataType: string;
}

/**
 * A CDKTF project in a temporary folder that runs the example's `main.ts`, so that neither
 * state nor output of the demo lands in the user's checkout.
 */
export class Project {
  static async create(): Promise<Project> {
    const folder = await mkdtemp(join(tmpdir(), "ami-catalog-"));
    const { terraformModules } = await readJson<Settings>(join(PACKAGE, "cdktf.json"));
    const settings = {
      language: "typescript",
      app: `node ${JSON.stringify(APP)}`,
      terraformModules,
      sendCrashReports: "false",
    };
    await writeFile(join(folder, "cdktf.json"), JSON.stringify(settings));
    await copyFile(join(PACKAGE, "catalog.yaml"), join(folder, "catalog.yaml"));
    for (const { source } of terraformModules) {
      await cp(join(PACKAGE, source), join(folder, source), { recursive: true });
    }
    return new Project(folder);
  }

  private constructor(private readonly folder: string) {}

  /**
   * `cdktf deploy '*' --auto-approve`; its steps are passed on line by line, and all that it printed
   * when it fails. The lock file is skipped: cdktf asks the registry for it even where a mirror has
   * the provider.
   */
  async deploy(environment: Readonly<Record<string, string>>, onLine: (line: string) => void): Promise<void> {
    const printed: string[] = [];
    const show = (raw: string) => {
      const line = stripVTControlCharacters(raw).trimEnd();
      if (line !== "" && !SPINNER.test(line)) {
        printed.push(line);
      }
      if (STEP.test(line)) {
        onLine(line);
      }
    };
    try {
      await this.runDeploy(environment, show);
    } catch (error) {
      printed.forEach(onLine);
      throw error;
    }
  }

  private async runDeploy(environment: Readonly<Record<string, string>>, onLine: (line: string) => void) {
    await run(
      process.execPath,
      [CDKTF, "deploy", "*", "--auto-approve", "--skip-provider-lock"],
      this.folder,
      environment,
      onLine,
    );
  }

  /** Edits the catalog with one of its commands. */
  async change(command: readonly string[], onLine: (line: string) => void): Promise<void> {
    await run(process.execPath, [COMMANDS, ...command], this.folder, {}, onLine);
  }

  /** Writes Terraform JSON only, which needs neither Terraform nor AWS. */
  async synth(onLine: (line: string) => void): Promise<void> {
    await run(process.execPath, [APP], this.folder, {}, onLine);
  }

  /** What each stack of the catalog declares, by the region of its provider. */
  async declaredParameters(): Promise<ReadonlyMap<string, readonly DeclaredParameter[]>> {
    const output = join(this.folder, "cdktf.out");
    const { stacks } = await readJson<Manifest>(join(output, "manifest.json"));
    const byRegion = new Map<string, readonly DeclaredParameter[]>();
    for (const [stack, { synthesizedStackPath }] of Object.entries(stacks)) {
      const { provider, resource } = await readJson<StackJson>(join(output, synthesizedStackPath));
      const parameters = Object.values(resource?.aws_ssm_parameter ?? {});
      if (parameters.length > 0) {
        byRegion.set(
          provider.aws[0]?.region ?? stack,
          parameters.map(({ name, data_type }) => ({ name, dataType: data_type })),
        );
      }
    }
    return byRegion;
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function readJson<T>(file: string): Promise<T> {
  return JSON.parse(await readFile(file, "utf8")) as T;
}

/** Of `cdktf.json`: the local HCL modules that the example's consumer uses. */
interface Settings {
  readonly terraformModules: readonly { readonly name: string; readonly source: string }[];
}

interface Manifest {
  readonly stacks: Readonly<Record<string, { readonly synthesizedStackPath: string }>>;
}

interface StackJson {
  readonly provider: { readonly aws: readonly { readonly region: string }[] };
  readonly resource?: {
    readonly aws_ssm_parameter?: Readonly<
      Record<string, { readonly name: string; readonly data_type: string }>
    >;
  };
}

function run(
  command: string,
  args: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>>,
  onLine: (line: string) => void,
): Promise<void> {
  return new Promise((done, failed) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...environmentWithoutAws(process.env), ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", onLine);
    }
    child.on("error", failed);
    child.on("close", (code, signal) =>
      code === 0
        ? done()
        : failed(new Error(`${args.join(" ")} ended with ${signal ?? `exit code ${code}`}`)),
    );
  });
}
