import ts from "typescript";

/** Names of packages that are imported, each with the package that takes its place. */
export type PackageNames = Readonly<Record<string, string>>;

/**
 * What CDK Terrain calls the packages that this one is written against. Everything else kept its name there:
 * `cdktf.json`, `cdktf.out`, the variables, and the symbols and messages of the library.
 * @see https://cdktn.io/docs/release/upgrade-guide-v0-22
 */
export const CDK_TERRAIN: PackageNames = { cdktf: "cdktn", "@cdktf/provider-aws": "@cdktn/provider-aws" };

interface Reference {
  readonly name: string;
  /** Where the quoted name begins in the text, behind the quote. */
  readonly start: number;
}

/**
 * A TypeScript, JavaScript or declaration file in which packages and their folders are imported by other names:
 * in `import`, `export … from`, `require`, `require.resolve`, `import()` as a value or as a type, and
 * `/// <reference types>`.
 */
export function withPackageNames(text: string, names: PackageNames): string {
  const { importedFiles, typeReferenceDirectives } = ts.preProcessFile(text, true, true);
  return [...importedFiles, ...typeReferenceDirectives]
    .map(({ fileName, pos }) => ({ name: fileName, start: text.indexOf(fileName, pos) }))
    .concat(resolvedIn(text))
    .sort((one, other) => other.start - one.start)
    .reduce((result, reference) => replaced(result, reference, names), text);
}

/** Lines with a string that is one of the names, or a folder of that package: nothing tells it from an import. */
export function linesThatName(text: string, names: PackageNames): string[] {
  const strings = Object.keys(names).map((name) => new RegExp(`(["'])${name}(/[\\w./-]*)?\\1`));
  return text.split("\n").filter((line) => strings.some((string) => string.test(line)));
}

function resolvedIn(text: string): Reference[] {
  return [...text.matchAll(/\brequire\.resolve\(\s*["'](?<name>[^"']+)(?=["'])/g)].map((match) => {
    const { name = "" } = match.groups ?? {};
    return { name, start: match.index + match[0].length - name.length };
  });
}

function replaced(text: string, { name, start }: Reference, names: PackageNames): string {
  const old = Object.keys(names).find((each) => name === each || name.startsWith(`${each}/`));
  return old === undefined ? text : text.slice(0, start) + names[old] + text.slice(start + old.length);
}
