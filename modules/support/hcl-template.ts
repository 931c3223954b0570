const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  '"': '\\"',
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

/** What needs care between quotes: escaped markers, the start of an expression or directive, one character. */
const SPECIAL = /\$\$\{|%%\{|[$%]\{|[\p{Cc}"\\]/gu;

/** A character of text as it stands between the quotes of HCL. */
function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return ESCAPES[character] ?? `\\u${code.toString(16).padStart(4, "0")}`;
}

/**
 * Text as it stands between the quotes of HCL: nothing in it ends the string or is evaluated.
 * @see https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences
 */
export function hclText(text: string): string {
  return text.replace(/[\p{Cc}"\\]/gu, escaped).replace(/([$%])\{/g, "$1$1{");
}

/**
 * A string of Terraform's JSON as it stands between the quotes of HCL: `${…}` and `%{…}` are evaluated
 * in both, and what stands around them is text.
 * @see https://developer.hashicorp.com/terraform/language/syntax/json#string-values
 */
export function hclTemplate(json: string): string {
  const special = new RegExp(SPECIAL);
  let printed = "";
  let done = 0;
  for (let found = special.exec(json); found; found = special.exec(json)) {
    const [what] = found;
    const end = what === "${" || what === "%{" ? expressionEnd(json, special.lastIndex) : special.lastIndex;
    printed += json.slice(done, found.index);
    printed += what.endsWith("{") ? json.slice(found.index, end) : escaped(what);
    done = special.lastIndex = end;
  }
  return printed + json.slice(done);
}

/** Where an expression that begins at `start` ends, its closing brace included. */
function expressionEnd(json: string, start: number): number {
  for (let depth = 1, at = start; at < json.length; at++) {
    const character = json[at];
    if (character === '"') {
      at = stringEnd(json, at + 1) - 1;
    } else if (character === "{") {
      depth++;
    } else if (character === "}" && --depth === 0) {
      return at + 1;
    }
  }
  return json.length;
}

/** Where a quoted string inside of an expression ends, its closing quote included. */
function stringEnd(json: string, start: number): number {
  for (let at = start; at < json.length; at++) {
    if (json[at] === "\\") {
      at++;
    } else if (json[at] === '"') {
      return at + 1;
    } else if (/^[$%]\{/.test(json.slice(at, at + 2))) {
      const isEscaped = json[at - 1] === json[at] && at > start;
      at = isEscaped ? at + 1 : expressionEnd(json, at + 2) - 1;
    }
  }
  return json.length;
}
