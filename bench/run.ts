import { report } from "./report";
import { rows } from "./rows";

void report(rows, process.argv.includes("--json"));
