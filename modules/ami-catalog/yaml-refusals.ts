import { YAMLException } from "js-yaml";
import { Place } from "./document-tree";
import { FileProblems } from "./file-problems";
import { syntaxFaultsAfter } from "./yaml-syntax";

const TAB_INDENT = /^ *\t[ \t]*(?=\S)/gm;

/** Adds the error that the YAML reader stopped at, and those after it, in words that tell the way out. */
export function refuseSyntax(
  { reason, mark }: YAMLException,
  text: string,
  problems: FileProblems,
  maxDepth: number,
): void {
  const offset = Math.min(mark?.position ?? 0, text.trimEnd().length);
  const place = { offset, path: "", key: "" };
  if (/maxDepth/.test(reason)) {
    const allowed = `maps and lists are nested more than ${maxDepth} deep here, and a catalog needs fewer than 10`;
    problems.add(place, undefined, "CATALOG_TOO_DEEP", allowed, "take levels out");
  } else if (!refuseTabs(text, place, problems)) {
    for (const fault of [{ offset, reason }, ...syntaxFaultsAfter(text, offset)]) {
      const [allowed, fix] = explained(fault.reason, text, fault.offset);
      problems.add({ ...place, offset: fault.offset }, undefined, "CATALOG_SYNTAX", allowed, fix);
    }
  }
}

/** A tab in the indent of the line that YAML stumbled over: all tabs, since all must go. */
function refuseTabs(text: string, { offset }: Place, problems: FileProblems): boolean {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  if (!/^ *\t/.test(text.slice(lineStart))) {
    return false;
  }
  for (const { index } of text.matchAll(TAB_INDENT)) {
    problems.add(
      { offset: text.indexOf("\t", index), path: "", key: "" },
      undefined,
      "CATALOG_SYNTAX",
      "a tab indents this line, and YAML takes spaces only",
      "replace the tab by spaces",
    );
  }
  return true;
}

function explained(reason: string, text: string, offset: number): readonly [string, string] {
  const character = text[offset] ?? "";
  if ("%@`".includes(character) && character !== "") {
    return [`a value can't begin with \`${character}\``, "write it in quotes"];
  }
  if (character === ":") {
    return ["this `: ` makes a key of the text before it, inside of a value", "write the value in quotes"];
  }
  return [
    `this is not YAML: ${reason}`,
    "look at the indent, the quotes and the brackets of this line and the one before it",
  ];
}

/** Adds that something stands for what is written elsewhere. */
export function refuseAlias(problems: FileProblems, place: Place, what: string): void {
  problems.add(
    place,
    undefined,
    "CATALOG_ALIAS",
    `a catalog says each thing where it stands, and this is ${what}`,
    "write the value out; account IDs and key ARNs can be named once in `accounts` and `kmsKeys`",
  );
}

/** Adds that a value has a tag. */
export function refuseTag(problems: FileProblems, place: Place, tag: string): void {
  problems.add(
    place,
    undefined,
    "CATALOG_ALIAS",
    `a catalog has no YAML tags like \`${tag}\``,
    "take the tag out; a value that must stay text can be written in quotes",
  );
}

/** Adds that a second document begins. */
export function refuseDocument(problems: FileProblems, offset: number): void {
  problems.add(
    { offset, path: "", key: "" },
    undefined,
    "CATALOG_DOCUMENTS",
    "a second document begins here, and a catalog is one",
    "take the line `---` or `...` before it out, or make two files",
  );
}

/** Adds that a map or a list stands in the place of a key. */
export function refuseComplexKey(problems: FileProblems, place: Place): void {
  problems.add(place, undefined, "CATALOG_SYNTAX", "a key must be text", "write it as `key: value`");
}

/** Adds that a key stands in its map already. */
export function refuseDuplicate(problems: FileProblems, place: Place, firstOffset: number): void {
  const { line } = problems.position(firstOffset);
  problems.add(
    place,
    undefined,
    "CATALOG_KEY_DUPLICATE",
    `this key stands in line ${line} already`,
    "take one of the two out",
  );
}
