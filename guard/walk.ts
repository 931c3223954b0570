import { Dirent, readdirSync, realpathSync, Stats, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { compared } from "../modules/ami-guard/finding";
import { FileKind, kindOf, kindOfNamed } from "./file-kind";
import { Problem, systemProblem } from "./problem";

/** A file to read. */
export interface FoundFile {
  /** As the user named it, or its directory. */
  readonly file: string;
  readonly kind: FileKind;
}

/** What there is to read, and what can't be. */
export interface Walked {
  readonly files: readonly FoundFile[];
  readonly problems: readonly Problem[];
}

const SKIPPED_DIRECTORIES = new Set([".terraform", ".git", "node_modules", ".terragrunt-cache"]);

/** Finds all files in the directories, and below them; each file once, however many links lead to it. */
export function walk(names: readonly string[]): Walked {
  const walker = new Walker();
  names.forEach((name) => walker.operand(name));
  return walker;
}

class Walker implements Walked {
  readonly files: FoundFile[] = [];
  readonly problems: Problem[] = [];
  /** Real paths of all files and directories that were seen. */
  private readonly seen = new Set<string>();

  operand(name: string): void {
    const stats = this.stats(name);
    if (stats?.isDirectory()) {
      this.directories([name]);
    } else if (stats?.isFile()) {
      const kind = kindOfNamed(name);
      if (kind) {
        this.file(name, kind, realpathSync(name));
      } else {
        this.problems.push({
          file: name,
          message: "its name is none of .tf, .tofu, .tfvars, .hcl, or one of these with .json",
        });
      }
    } else if (stats) {
      this.problems.push({ file: name, message: "this is neither a file nor a directory" });
    }
  }

  private directories(names: string[]): void {
    for (let name = names.pop(); name !== undefined; name = names.pop()) {
      names.push(...this.directory(name).reverse());
    }
  }

  /** @returns the directories in it */
  private directory(name: string): string[] {
    try {
      const real = realpathSync(name);
      if (this.seen.has(real)) {
        return [];
      }
      this.seen.add(real);
      const entries = readdirSync(name, { withFileTypes: true }).sort((one, other) =>
        compared(one.name, other.name),
      );
      return entries.flatMap((entry) => this.entry(name, real, entry));
    } catch (error) {
      this.problems.push(systemProblem(name, error));
      return [];
    }
  }

  private entry(directory: string, real: string, entry: Dirent): string[] {
    const path = join(directory, entry.name);
    const kind = kindOf(entry.name);
    if (entry.isSymbolicLink()) {
      return this.link(path, kind);
    }
    if (entry.isDirectory()) {
      return SKIPPED_DIRECTORIES.has(entry.name) ? [] : [path];
    }
    if (kind && entry.isFile()) {
      this.file(path, kind, join(real, entry.name));
    }
    return [];
  }

  /** A link counts where it leads to a directory, or has the name of a Terraform file. */
  private link(path: string, kind: FileKind | undefined): string[] {
    try {
      const stats = statSync(path);
      if (stats.isDirectory()) {
        return SKIPPED_DIRECTORIES.has(path.slice(dirname(path).length + 1)) ? [] : [path];
      }
      if (kind && stats.isFile()) {
        this.file(path, kind, realpathSync(path));
      }
    } catch (error) {
      if (kind) {
        this.problems.push(systemProblem(path, error));
      }
    }
    return [];
  }

  private file(file: string, kind: FileKind, real: string): void {
    if (!this.seen.has(real)) {
      this.seen.add(real);
      this.files.push({ file, kind });
    }
  }

  private stats(name: string): Stats | undefined {
    try {
      return statSync(name);
    } catch (error) {
      this.problems.push(systemProblem(name, error));
      return undefined;
    }
  }
}
