import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

export const ROOT = resolve(__dirname, "..", "..");

const SKIPPED: ReadonlySet<string> = new Set([
  "node_modules",
  "dist",
  "cdktf.out",
  ".git",
  ".gen",
  ".terraform",
  ".work",
]);
const FENCE = /^\s*(`{3,}|~{3,})\s*(.*?)\s*$/;

/** A fenced code block. */
export interface Block {
  /** Path from the root of the project. */
  readonly file: string;
  /** Line of the first line of code, from 1. */
  readonly line: number;
  /** First word after the fence: `ts`, `sh`. */
  readonly language: string;
  /** Further words after the fence: `synth`. */
  readonly marks: readonly string[];
  readonly code: string;
}

/** A Markdown file, its code blocks apart from its text. */
export interface Markdown {
  readonly file: string;
  readonly blocks: readonly Block[];
  /** All lines, with those of code blocks empty. */
  readonly text: readonly string[];
}

/** All Markdown files below a folder. */
export function readMarkdown(root: string): Markdown[] {
  return markdownFiles(root).map((path) => parseMarkdown(relative(root, path), readFileSync(path, "utf8")));
}

function markdownFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return SKIPPED.has(entry.name) ? [] : markdownFiles(path);
    }
    return entry.name.endsWith(".md") ? [path] : [];
  });
}

export function parseMarkdown(file: string, source: string): Markdown {
  const blocks: Block[] = [];
  const text: string[] = [];
  let open: { fence: string; info: string[]; line: number; code: string[] } | undefined;
  source.split("\n").forEach((line, index) => {
    const [, fence = "", info = ""] = FENCE.exec(line) ?? [];
    if (open === undefined && fence !== "") {
      open = { fence, info: info.split(/\s+/), line: index + 2, code: [] };
    } else if (open !== undefined && fence.startsWith(open.fence) && info === "") {
      const [language = "", ...marks] = open.info;
      blocks.push({ file, line: open.line, language, marks, code: open.code.join("\n") });
      open = undefined;
    } else if (open !== undefined) {
      open.code.push(line);
    } else {
      text[index] = line;
    }
    text[index] ??= "";
  });
  if (open !== undefined) {
    throw new Error(`${file}:${open.line - 1}: this code block has no end`);
  }
  return { file, blocks, text };
}

/** Relative links that lead nowhere, as `FILE:LINE: …`. */
export function brokenLinks(root: string, { file, text }: Markdown): string[] {
  return text.flatMap((line, index) =>
    linkTargets(line)
      .map((target) => linkProblem(root, file, target))
      .flatMap((problem) => (problem === undefined ? [] : [`${file}:${index + 1}: ${problem}`])),
  );
}

/** Pages that can be reached from one by relative links, itself included, by paths from the root. */
export function reachedFrom(pages: readonly Markdown[], start: string): Set<string> {
  const byFile = new Map(pages.map((page) => [page.file, page]));
  const reached = new Set<string>();
  const follow = (file: string): void => {
    const page = byFile.get(file);
    if (page && !reached.has(file)) {
      reached.add(file);
      const targets = page.text.flatMap(linkTargets).map((target) => target.split("#", 1).join());
      targets.forEach((target) => follow(join(dirname(file), target)));
    }
  };
  follow(start);
  return reached;
}

/** Inline links, images and reference definitions, outside of code. */
function linkTargets(line: string): string[] {
  const prose = line.replace(/`[^`]*`/g, "``");
  const inline = [...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)/g)];
  const definition = [...prose.matchAll(/^\s{0,3}\[[^\]]+\]:\s*<?([^\s>]+)/g)];
  return [...inline, ...definition].map(([, target = ""]) => target);
}

function linkProblem(root: string, file: string, target: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) {
    return undefined;
  }
  const [path = "", anchor] = target.split("#", 2).map(decodeURIComponent);
  const to = path === "" ? join(root, file) : resolve(root, dirname(file), path);
  if (relative(root, to).startsWith("..") || !existsSync(to)) {
    return `${target} is no file of this project`;
  }
  return anchor === undefined || !to.endsWith(".md") || anchors(to).has(anchor)
    ? undefined
    : `${target}: ${relative(root, to)} has no heading #${anchor}`;
}

/** Anchors of the headings as GitHub makes them: the second of the same letters has `-1` at its end. */
function anchors(path: string): Set<string> {
  const { text } = parseMarkdown(path, readFileSync(path, "utf8"));
  const counts = new Map<string, number>();
  return new Set(
    text.flatMap((line) => {
      const [, heading] = /^#{1,6}\s+(.*?)\s*#*$/.exec(line) ?? [];
      if (heading === undefined) {
        return [];
      }
      const slug = heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, "")
        .replace(/\s/g, "-");
      const count = counts.get(slug) ?? 0;
      counts.set(slug, count + 1);
      return [count === 0 ? slug : `${slug}-${count}`];
    }),
  );
}
