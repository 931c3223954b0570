import {
  CORE_SCHEMA,
  getScalarValue,
  load,
  SCALAR_STYLE,
  ScalarEvent,
  ScalarStyle,
  YAML11_SCHEMA,
} from "js-yaml";

/** A text in a file, with its quotes. */
export interface ScalarNode {
  readonly kind: "scalar";
  readonly style: ScalarStyle;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** @param before where a value stands that is left out */
export function scalarNode(text: string, event: ScalarEvent, before: number): ScalarNode {
  const { valueStart, valueEnd, style } = event;
  const quote = isQuoted(style) ? 1 : 0;
  const [start, end] = valueStart < 0 ? [before, before] : [valueStart - quote, valueEnd + quote];
  return { kind: "scalar", style, start, end, text: getScalarValue(text, event) };
}

/** Whether a text stands below `|` or `>`. */
export function isBlockScalar({ style }: ScalarNode): boolean {
  return style === SCALAR_STYLE.LITERAL_BLOCK || style === SCALAR_STYLE.FOLDED_BLOCK;
}

function isQuoted(style: ScalarStyle): boolean {
  return style === SCALAR_STYLE.DOUBLE_QUOTED || style === SCALAR_STYLE.SINGLE_QUOTED;
}

/** A text as it is written in a file, with the quotes of another one where that is possible. */
export function written(text: string, style: ScalarStyle | undefined, json: boolean): string {
  if (json || style === SCALAR_STYLE.DOUBLE_QUOTED) {
    return JSON.stringify(text);
  }
  if (style === SCALAR_STYLE.SINGLE_QUOTED && /^[\x20-\x7e]*$/.test(text)) {
    return `'${text.replaceAll("'", "''")}'`;
  }
  return isPlain(text) ? text : JSON.stringify(text);
}

/** Whether a text stays a text without quotes, for every reader of YAML 1.1 and 1.2. */
function isPlain(text: string): boolean {
  const isShort = /^[yn]$/i.test(text);
  return (
    !isShort &&
    /^\w[\w./+-]*$/.test(text) &&
    [CORE_SCHEMA, YAML11_SCHEMA].every((schema) => load(text, { schema }) === text)
  );
}
