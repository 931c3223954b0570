import { Token } from "cdktf";

/**
 * Text as Terraform reads it back to the letter: no `${…}` and no `%{…}` in it is evaluated. A token
 * is no text, and stays a token.
 * @see https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences
 */
export function literal(text: string): string {
  return Token.isUnresolved(text) ? text : text.replace(/([$%])\{/g, "$1$1{");
}

/** The same for every text inside of plain data; keys stay as they are. */
export function literals<T>(data: T): T;
export function literals(data: unknown): unknown {
  if (typeof data === "string") {
    return literal(data);
  }
  if (Array.isArray(data)) {
    return data.map((entry: unknown) => literals(entry));
  }
  return typeof data === "object" && data !== null
    ? Object.fromEntries(Object.entries(data).map(([key, value]) => [key, literals<unknown>(value)]))
    : data;
}
