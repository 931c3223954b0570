// Writes docs/api from the docstrings of the modules; with --check, fails when a page isn't current.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import prettier from "prettier";
import { Application } from "typedoc";

const root = fileURLToPath(new URL("..", import.meta.url));
const pages = join(root, "docs", "api");
const made = mkdtempSync(join(tmpdir(), "ami-catalog-api-"));
const current = new Set(readdirSync(pages));
const stale = [];

try {
  await generate();
  const texts = new Map(readdirSync(made).map((file) => [file, readFileSync(join(made, file), "utf8")]));
  for (const file of texts.keys()) {
    const path = join(pages, file);
    const wanted = await formatted(path, withGuide(file, withAnchors(file, texts)));
    if (!current.delete(file) || readFileSync(path, "utf8") !== wanted) {
      stale.push([path, wanted]);
    }
  }
} finally {
  rmSync(made, { recursive: true });
}
if (!process.argv.includes("--check")) {
  stale.forEach(([path, text]) => writeFileSync(path, text));
  current.forEach((file) => rmSync(join(pages, file)));
} else if (stale.length + current.size > 0) {
  process.stderr.write("docs/api isn't current: run `npm run generate` and commit it\n");
  process.exitCode = 1;
}

/**
 * The settings stand in typedoc.json.
 * @throws Error where a public name has no docstring, or a link leads nowhere
 */
async function generate() {
  const app = await Application.bootstrapWithPlugins({ out: made, logLevel: "Warn" });
  const project = await app.convert();
  if (project !== undefined) {
    app.validate(project);
    await app.generateOutputs(project);
  }
  if (app.logger.hasErrors() || app.logger.hasWarnings()) {
    throw new Error("docs/api can't be made: mend the docstrings that are named above");
  }
}

/** With the way to the page that explains the module and the words of defaults as words, without what is of no use. */
function withGuide(file, text) {
  const name = file.replace(/\.md$/, "");
  const guide = existsSync(join(root, "modules", name))
    ? `How to use it: [${name}](../../modules/${name}/README.md). What it refuses has [a code](../errors/README.md).\n\n`
    : "";
  return text
    .replace(/^# .*\n\n/, (title) => title + guide)
    .replace(/(\*\*Default\*\*\s+)`- ([^`]*)`/g, "$1$2")
    .replace(/(\*\*Default\*\*\s+)- /g, "$1")
    .replace(/<a id="[^"]*"><\/a> /g, "")
    .replace(/\n#+ (Overrides|Inherited from)\n\n.*\n/g, "");
}

/** A page whose links go to the headings by the anchors that GitHub gives them: TypeDoc counts otherwise. */
function withAnchors(file, texts) {
  return texts.get(file).replace(/\[`([^`]+)`\]\(([^)#]*)#[^)]*\)/g, (link, name, target) => {
    const anchor = anchors(texts.get(target || file) ?? "").get(name);
    return anchor === undefined ? link : `[\`${name}\`](${target}#${anchor})`;
  });
}

/** Anchors by heading: the second of the same letters has `-1` at its end. */
function anchors(text) {
  const seen = new Map();
  return new Map(
    [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => {
      const slug = heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, "")
        .replace(/\s/g, "-");
      const count = seen.get(slug) ?? 0;
      seen.set(slug, count + 1);
      return [heading, count === 0 ? slug : `${slug}-${count}`];
    }),
  );
}

async function formatted(path, text) {
  return prettier.format(text, { ...(await prettier.resolveConfig(path)), parser: "markdown" });
}
