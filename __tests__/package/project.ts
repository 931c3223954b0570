import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { makeFolder, removeFolder } from "../support/temporary-folder";

const ROOT = join(__dirname, "..", "..");
const NAME = "cdktf-ami-catalog";
const TSC = join(ROOT, "node_modules", "typescript", "bin", "tsc");

interface PackageJson {
  readonly bin: Readonly<Record<string, string>>;
  readonly dependencies: object;
  readonly exports: Readonly<Record<string, unknown>>;
}

/** What a program printed, and its exit code. */
interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * An empty project in which the packed package is installed, beside the peers of one framework. In place of
 * `npm install`, which asks the registry, the tarball is unpacked, and the other packages are links to those of
 * this checkout: what the package needs and doesn't declare is not there.
 */
export class Project {
  readonly folder = makeFolder("package");
  readonly installed: PackageJson;
  private readonly modules = join(this.folder, "node_modules");

  constructor(peers: readonly string[]) {
    execFileSync(process.execPath, [TSC, "-b"], { cwd: ROOT });
    const pack = ["pack", "--ignore-scripts", "--silent", "--pack-destination", this.folder];
    const tarball = execFileSync("npm", pack, { cwd: ROOT, encoding: "utf8" }).trim();
    const own = join(this.modules, NAME);
    mkdirSync(own, { recursive: true });
    execFileSync("tar", ["-xzf", join(this.folder, tarball), "-C", own, "--strip-components=1"]);
    this.installed = JSON.parse(readFileSync(join(own, "package.json"), "utf8")) as PackageJson;
    [...peers, ...Object.keys(this.installed.dependencies), "@types/node"].forEach((name) => this.link(name));
  }

  private link(name: string): void {
    const path = join(this.modules, name);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(join(ROOT, "node_modules", name), path);
  }

  /** What is in the package, by paths from its root. */
  files(): string[] {
    const own = join(this.modules, NAME);
    return readdirSync(own, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(own, join(entry.parentPath, entry.name)));
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), "utf8");
  }

  /** Compiles all files, strictly. */
  compile(): Ran {
    const compilerOptions = { target: "ES2022", module: "node16", strict: true, skipLibCheck: true };
    this.write("tsconfig.json", JSON.stringify({ compilerOptions, include: ["*.ts"] }));
    return this.node(TSC, "-p", ".");
  }

  /** Runs a file as Node.js does, without the variables of this process. */
  node(file: string, ...args: string[]): Ran {
    const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], {
      cwd: this.folder,
      encoding: "utf8",
      env: { PATH: process.env.PATH },
    });
    return { status, stdout, stderr };
  }

  /** Runs a program of the package. */
  bin(name: string, ...args: string[]): Ran {
    return this.node(join(this.modules, NAME, this.installed.bin[name] ?? name), ...args);
  }

  remove(): void {
    removeFolder(this.folder);
  }
}
