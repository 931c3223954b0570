const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};
const PLAIN = /[^"\\\u0000-\u001f]+/y;
const UNICODE = /[0-9a-fA-F]{4}/y;

/** A string of JSON. */
export interface JsonString {
  readonly text: string;
  /** After its closing quote. */
  readonly end: number;
  /** Where a character of it stands in the file. */
  at(index: number): number;
}

/** What stands at an offset instead. */
export interface NoJsonString {
  readonly offset: number;
  readonly reason: string;
}

/** Reads the string that begins with the quote at `start`. */
export function readJsonString(file: string, start: number): JsonString | NoJsonString {
  const pieces: string[] = [];
  /** For each escape: the length of the text before it, and where the file goes on after it. */
  const jumps: (readonly [length: number, offset: number])[] = [];
  let [index, length] = [start + 1, 0];
  for (;;) {
    PLAIN.lastIndex = index;
    const plain = PLAIN.exec(file)?.[0] ?? "";
    pieces.push(plain);
    index += plain.length;
    length += plain.length;
    if (file.charAt(index) === '"') {
      return { text: pieces.join(""), end: index + 1, at: (at) => offsetOf(at, start + 1, jumps) };
    }
    if (file.charAt(index) !== "\\") {
      return { offset: start, reason: "the string is not closed on its line" };
    }
    const escape = readEscape(file, index + 1);
    if (!escape) {
      return { offset: index, reason: "JSON has no such escape" };
    }
    pieces.push(escape.character);
    index = escape.end;
    length += 1;
    jumps.push([length, index]);
  }
}

function readEscape(file: string, index: number): { character: string; end: number } | undefined {
  const letter = file.charAt(index);
  if (letter !== "u") {
    const character = ESCAPES[letter];
    return character === undefined ? undefined : { character, end: index + 1 };
  }
  UNICODE.lastIndex = index + 1;
  const [digits] = UNICODE.exec(file) ?? [];
  return digits === undefined
    ? undefined
    : { character: String.fromCharCode(Number.parseInt(digits, 16)), end: index + 5 };
}

function offsetOf(at: number, start: number, jumps: readonly (readonly [number, number])[]): number {
  let [low, high] = [0, jumps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((jumps[middle]?.[0] ?? 0) <= at) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const [length, offset] = jumps[low - 1] ?? [0, start];
  return offset + at - length;
}
