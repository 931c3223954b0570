import { parseArgs } from "node:util";
import { findTerraform, isMissing, providerInstallation } from "../../emulator/terraform";
import { Row } from "../figure";
import { report } from "../report";
import { bigCatalog } from "./rows/catalog";
import { regionRow } from "./rows/region";
import { regionsRow } from "./rows/regions";

const SIZES = [10, 100, 1000];

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: "boolean", default: false }, largest: { type: "string", default: "1000" } },
  });
  const terraform = await findTerraform();
  const installation = isMissing(terraform) ? terraform : await providerInstallation();
  if (isMissing(installation)) {
    throw new Error(installation.missing);
  }
  try {
    const { environment } = installation;
    const sizes = SIZES.filter((count) => count <= Number(values.largest));
    const rows = [regionsRow(environment), regionRow(sizes, environment), bigCatalog];
    await report(chosen(rows, positionals), values.json);
  } finally {
    await installation.remove();
  }
}

/** @throws Error when no row's title holds all words */
function chosen(rows: readonly Row[], words: readonly string[]): readonly Row[] {
  const found = rows.filter(({ title }) => words.every((word) => title.includes(word)));
  if (found.length === 0) {
    throw new Error(
      `no row's title holds ${words.join(" and ")}; there are: ${rows.map(({ title }) => title).join("; ")}`,
    );
  }
  return found;
}

void main();
