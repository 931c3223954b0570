import { addVersion } from "./add-version";
import { adopt } from "./adopt";
import { check } from "./check";
import { Command, Option } from "./command";
import { cost } from "./cost";
import { graph } from "./graph";
import { list } from "./list";
import { plan } from "./plan";
import { promote } from "./promote";
import { retire } from "./retire";
import { rollback } from "./rollback";
import { show } from "./show";
import { usage } from "./usage";

/** All commands, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  check,
  list,
  show,
  promote,
  rollback,
  addVersion,
  retire,
  usage,
  plan,
  graph,
  cost,
  adopt,
];

/** The options of every command. */
export const COMMON_OPTIONS = {
  file: { type: "string", placeholder: "FILE", help: "the catalog; default: AMI_CATALOG, or catalog.yaml" },
  json: { type: "boolean", help: "print one JSON document" },
  "dry-run": { type: "boolean", help: "print the diff, and write nothing" },
  help: { type: "boolean", short: "h", help: "print this" },
} as const satisfies Readonly<Record<string, Option>>;
