import { parseArgs } from "node:util";
import { findTerraform, isMissing, providerInstallation } from "../../emulator/terraform";
import { report } from "../report";
import { bigCatalog } from "./rows/catalog";
import { regionRow } from "./rows/region";
import { regionsRow } from "./rows/regions";

const SIZES = [10, 100, 1000];

async function main(): Promise<void> {
  const { values } = parseArgs({
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
    await report([regionsRow(environment), regionRow(sizes, environment), bigCatalog], values.json);
  } finally {
    await installation.remove();
  }
}

void main();
