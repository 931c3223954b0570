import { Row } from "../figure";
import { catalogSynth } from "./catalog";
import { catalogLoad } from "./catalog-load";
import { distributions } from "./distributions";
import { example } from "./example";
import { guard } from "./guard";
import { guardGrowth } from "./guard-growth";
import { launchPermissions } from "./launch-permissions";
import { page } from "./page";

/** All benchmarks, in the order of the table. */
export const rows: readonly Row[] = [
  distributions,
  launchPermissions,
  example,
  catalogLoad,
  catalogSynth,
  guard,
  guardGrowth,
  page,
];
