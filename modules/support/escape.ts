/**
 * Text as Terraform reads it back to the letter: no `${…}` and no `%{…}` in it is evaluated.
 * @see https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences
 */
export function literal(text: string): string {
  return text.replace(/([$%])\{/g, "$1$1{");
}
