/** How an expression begins that this project writes: what Terraform knows, or a function around it. */
const OWN =
  /^(?:\(?(?:aws_[a-z_]+\.|data\.(?:aws_|terraform_remote_state)|each\.value\}|self\.)|local\.principals-[0-9a-f]{8}_|alltrue\(\[for parameter in local\.verified_parameters :|join\(", ", distinct\(\[for parameter in local\.verified_parameters :|toset\(\[|one\(\[|length\(\[|substr\(sha256\()/;

/** What Terraform would evaluate of a text of its JSON: each with what comes after it. */
export function expressions(text: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < text.length; at++) {
    const three = text.slice(at, at + 3);
    if (three === "$${" || three === "%%{") {
      at += 2;
    } else if (/^[$%]\{/.test(three)) {
      found.push(text.slice(at));
    }
  }
  return found;
}

/** What Terraform would evaluate of a text though this project did not write it. */
export function foreignExpressions(text: string): string[] {
  return expressions(text).filter((found) => !found.startsWith("${") || !OWN.test(found.slice(2)));
}

/** All texts inside of parsed JSON, keys too. */
export function textsIn(data: unknown): string[] {
  if (typeof data === "string") {
    return [data];
  }
  if (typeof data !== "object" || data === null) {
    return [];
  }
  return Array.isArray(data)
    ? data.flatMap(textsIn)
    : Object.entries(data).flatMap(([key, value]) => [key, ...textsIn(value)]);
}
