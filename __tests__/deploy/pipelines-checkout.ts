import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { makeFolder, removeFolder } from "../support/temporary-folder";
import { HOME } from "./names";

export type Variables = Readonly<Record<string, string>>;

const PROJECT = resolve(__dirname, "..", "..");
const KEPT_VARIABLES =
  /^(?!AWS_|TF_|CI|GITHUB_)|^TF_(CLI_CONFIG_FILE|PLUGIN_CACHE_DIR|PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE)$/;

/** A copy of the project, as a runner checks it out, with packages installed. */
export class Checkout {
  readonly folder = makeFolder("pipelines");

  constructor() {
    const list = ["ls-files", "--cached", "--others", "--exclude-standard"];
    const files = execFileSync("git", list, { cwd: PROJECT, encoding: "utf8" }).trim().split("\n");
    files.forEach((file) => cpSync(join(PROJECT, file), join(this.folder, file)));
    symlinkSync(join(PROJECT, "node_modules"), join(this.folder, "node_modules"));
  }

  /** Runs a script as both systems do: by bash, which stops at the first failure, in a pipe too. */
  async run(script: string, env: Variables, cwd = "."): Promise<string> {
    const own = Object.entries(process.env).filter(([name]) => KEPT_VARIABLES.test(name));
    const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
      cwd: join(this.folder, cwd),
      env: { ...Object.fromEntries(own), CI: "true", GOGC: "400", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    [child.stdout, child.stderr].forEach((stream) =>
      stream.setEncoding("utf8").on("data", (chunk: string) => (output += chunk)),
    );
    const [code] = (await once(child, "close")) as [number | null];
    if (code !== 0) {
      throw new Error(`exit code ${code} of\n${script}\n${output}`);
    }
    return output;
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), "utf8");
  }

  /** One image, one version; the state is in the checkout, which all jobs share. */
  writeCatalog(name: string, regions: readonly string[]): void {
    const catalog = {
      namespace: `/${name}`,
      homeRegion: HOME,
      regions: Object.fromEntries(regions.map((region) => [region, {}])),
      images: {
        [name]: {
          versions: {
            first: { source: { lookup: { owners: ["self"], filters: [{ name: "name", values: [name] }] } } },
          },
          channels: { stable: "first" },
        },
      },
    };
    rmSync(join(this.folder, "cdktf.out"), { recursive: true, force: true });
    writeFileSync(join(this.folder, "catalog.yaml"), JSON.stringify(catalog));
  }

  /** A manifest of two stacks, the second of which depends on the first. */
  writeDependentStacks(): void {
    const stacks = { home: { name: "home", dependencies: [] }, far: { name: "far", dependencies: ["home"] } };
    mkdirSync(join(this.folder, "cdktf.out"), { recursive: true });
    writeFileSync(join(this.folder, "cdktf.out", "manifest.json"), JSON.stringify({ stacks }));
  }

  /** Puts the plans where the artifacts of the job `plan` go. */
  downloadPlans(): void {
    const stacks = join(this.folder, "cdktf.out", "stacks");
    for (const stack of readdirSync(stacks)) {
      cpSync(join(stacks, stack, "plan.json"), join(this.folder, "plans", `plan-${stack}`, "plan.json"));
    }
  }

  /** Files that are no program, synthesized, planned and deployed ones among them, that hold one of some texts. */
  filesWith(texts: readonly string[]): string[] {
    return readdirSync(this.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith("terraform-provider-"))
      .map(({ parentPath, name }) => join(parentPath, name))
      .filter((path) => {
        const content = readFileSync(path);
        return texts.some((text) => content.includes(text));
      });
  }

  remove(): void {
    removeFolder(this.folder);
  }
}
