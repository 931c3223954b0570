/** Why a data source shows nothing. */
export type Refused = "missing" | "several";

interface Diagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly detail: string;
  readonly address?: string;
}

/**
 * Errors of a command with `-json`.
 * @see https://developer.hashicorp.com/terraform/internals/machine-readable-ui
 */
export function errorsIn(output: string): Diagnostic[] {
  return output
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .flatMap((line) => (JSON.parse(line) as { readonly diagnostic?: Diagnostic }).diagnostic ?? [])
    .filter(({ severity }) => severity === "error");
}

/** Which data sources found nothing, or several; undefined where something failed for another reason. */
export function refusals(errors: readonly Diagnostic[]): [address: string, Refused][] | undefined {
  const known = errors.flatMap(({ address = "", summary, detail }): [string, Refused][] => {
    const why = refusalOf(`${summary} ${detail}`);
    return why === undefined || address === "" ? [] : [[address.replace(/^data\./, ""), why]];
  });
  return known.length > 0 && known.length === errors.length ? known : undefined;
}

function refusalOf(text: string): Refused | undefined {
  if (/empty result|no matching|couldn't find/i.test(text)) {
    return "missing";
  }
  return /multiple .* matched|too many results/i.test(text) ? "several" : undefined;
}
