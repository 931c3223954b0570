import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { run } from "../../commands/run";
import { makeFolder, removeFolder } from "../support/temporary-folder";
import { commandsOf } from "./commands";
import { type Block, type Markdown, ROOT } from "./markdown";

/** Commands of the guide that are run as a reader runs them, one after the other in one folder. */
const CATALOG = /^npm run catalog -- (.*)$/;
const GIT = /^git /;
const ME = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_AUTHOR_NAME: "Reader",
  GIT_AUTHOR_EMAIL: "reader@example.com",
  GIT_COMMITTER_NAME: "Reader",
  GIT_COMMITTER_EMAIL: "reader@example.com",
};

export function isWalked(command: string): boolean {
  return CATALOG.test(command) || GIT.test(command);
}

/** What a reader sees who follows a page. */
export interface Walk {
  /** `FILE:LINE: COMMAND: …` of each command that fails, and of each output that isn't the one shown. */
  readonly problems: readonly string[];
  readonly commands: number;
}

/**
 * Follows a page from top to bottom, in a git checkout with the catalog of this project: blocks with the name of
 * a file are written, commands are run, and a block `text output` is what the last command has printed.
 */
export async function walk({ blocks }: Markdown): Promise<Walk> {
  const before = process.cwd();
  const folder = makeFolder("guide");
  const problems: string[] = [];
  let [commands, printed] = [0, ""];
  try {
    process.chdir(folder);
    begin();
    for (const block of blocks) {
      const place = `${block.file}:${block.line}`;
      if (block.language === "sh") {
        for (const { place, command } of commandsOf(block).filter((each) => isWalked(each.command))) {
          const { code, output } = await follow(command);
          [commands, printed] = [commands + 1, output];
          problems.push(...(code === 0 ? [] : [`${place}: ${command}: ${output}`]));
        }
      } else if (block.marks.includes("output")) {
        problems.push(...(printed.trimEnd() === block.code ? [] : [`${place}: it prints ${printed}`]));
      } else {
        write(block);
      }
    }
  } finally {
    process.chdir(before);
    removeFolder(folder);
  }
  return { problems, commands };
}

interface Followed {
  readonly code: number | null;
  readonly output: string;
}

function begin(): void {
  writeFileSync("catalog.yaml", readFileSync(join(ROOT, "catalog.yaml")));
  ["git init --quiet", "git add .", "git commit --quiet --message catalog"].forEach(git);
}

async function follow(command: string): Promise<Followed> {
  const [, args] = CATALOG.exec(command) ?? [];
  if (args === undefined) {
    return git(command);
  }
  let output = "";
  const add = (text: string) => (output += text);
  const surroundings = {
    env: { npm_lifecycle_event: "catalog" },
    print: add,
    printError: add,
    colours: false,
  };
  const code = await run(args.split(" "), surroundings);
  return { code, output };
}

function git(command: string): Followed {
  const { status, stdout, stderr } = spawnSync("bash", ["-c", command], {
    encoding: "utf8",
    env: { ...process.env, ...ME },
  });
  return { code: status, output: stdout + stderr };
}

/** Writes a block whose mark is the name of a file: `json packer-manifest.json`. */
function write({ marks: [name = ""], code }: Block): void {
  if (/\.(json|tf|yaml)$/.test(name)) {
    mkdirSync(dirname(name), { recursive: true });
    writeFileSync(name, `${code}\n`);
  }
}
