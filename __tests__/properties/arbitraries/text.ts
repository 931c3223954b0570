import fc from "fast-check";

/** What means something to Terraform, HCL, JSON, YAML, a shell, a terminal or this project. */
const PIECES = [
  '${file("/etc/passwd")}',
  "${path.module}",
  "%{ for each in [1, 2] }x%{ endfor }",
  "%{ if true }",
  "$${",
  "%%{",
  "${",
  "%{",
  "${~",
  "~}",
  ..."$%{}[]()<>\"'`\\/#=:,;|&*?!~-@",
  "\\n",
  "\\u0000",
  "\n",
  "\r\n",
  "\t",
  " ",
  "<<EOT\n",
  "\nEOT\n",
  "/*",
  "*/",
  "//",
  "---\n",
  "\n- ",
  ": ",
  " #",
  "\u0007",
  "\u001b[31m",
  "\u0085",
  "\u2028",
  "\u202e",
  "\u200f",
  "\ufeff",
  "e\u0301",
  "😀",
  "מזל",
  "TfToken",
  "__proto__",
  "constructor",
  "null",
  "true",
  "2026.10",
  "0x1f",
  "1e9",
  "resolve:ssm:/golden/web/stable",
] as const;

/** What no catalog takes, and no file of Terraform could hold. */
export const IMPOSSIBLE = ["\0", "\ud800", "\udc00x", "TfToken[TOKEN.0]", "${TfToken[TOKEN.1]}"] as const;

const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...PIECES) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 6 }) },
);

/** Text that a catalog takes wherever it takes any text, with what others would take for code. */
export const hostileText = fc
  .array(piece, { minLength: 1, maxLength: 8 })
  .map((pieces) => pieces.join(""))
  .filter((text) => !text.includes("\x7f"))
  .filter((text) => !IMPOSSIBLE.some((one) => text.includes(one)) && !/\p{Cs}/u.test(text) && text !== "~");

/** Text in one line. */
export const hostileLine = hostileText
  .map((text) => text.replace(/\p{Cc}/gu, ""))
  .filter((text) => text !== "");

/** Any text at all: halves of surrogate pairs, NUL and tokens of cdktf too. */
export const anyText = fc.oneof(
  { weight: 3, arbitrary: hostileText },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.oneof(piece, fc.constantFrom(...IMPOSSIBLE)), { minLength: 1, maxLength: 6 })
      .map((pieces) => pieces.join("")),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
);

/** A name that JavaScript, Terraform or cdktf could take for something of their own. */
export const oddName = fc.constantFrom(
  "constructor",
  "hasOwnProperty",
  "toString",
  "backend",
  "provider",
  "count",
  "versions",
  "resource",
  "key",
  "aws",
  "0",
  "1e9",
  "007",
  "null",
  "true",
  "no",
  "y",
);
