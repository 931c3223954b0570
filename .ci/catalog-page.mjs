// Writes modules/ami-catalog-page/assets.ts, the script and the style of the page as text, from its folder browser/;
// with --check, fails when the file isn't current.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";
import prettier from "prettier";

const file = new URL("../modules/ami-catalog-page/assets.ts", import.meta.url);

function bundle(name) {
  const { outputFiles } = esbuild.buildSync({
    entryPoints: [fileURLToPath(new URL(`../modules/ami-catalog-page/browser/${name}`, import.meta.url))],
    bundle: true,
    charset: "utf8",
    format: "iife",
    legalComments: "none",
    minify: true,
    target: "es2022",
    tsconfigRaw: {},
    write: false,
  });
  return outputFiles[0].text.trim();
}

function current() {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

const wanted = await prettier.format(
  `// Made by .ci/catalog-page.mjs from browser/: \`npm run generate\`.

export const SCRIPT: string = ${JSON.stringify(bundle("main.ts"))};

export const STYLE: string = ${JSON.stringify(bundle("page.css"))};
`,
  { ...(await prettier.resolveConfig(file)), parser: "typescript" },
);

if (!process.argv.includes("--check")) {
  writeFileSync(file, wanted);
} else if (current() !== wanted) {
  process.stderr.write(
    "modules/ami-catalog-page/assets.ts isn't current: run `npm run generate` and commit it\n",
  );
  process.exitCode = 1;
}
