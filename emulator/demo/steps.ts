import { HOME_REGION, LIFE_IMAGE } from "./example";

/** One command of the catalog: the arguments of `npm run catalog --`. */
type Change = readonly string[];

/** One deploy, and the changes of the catalog before it. */
export interface Step {
  readonly step: string;
  /** @param amiIds seeded AMIs by name */
  changes(amiIds: ReadonlyMap<string, string>): readonly Change[];
}

const IMAGE = "al2023-arm64";
const [FIRST, SECOND, THIRD] = ["2026.11.24", "2026.12.01", "2026.12.08"] as const;

function step(name: string, ...changes: readonly Change[]): Step {
  return { step: name, changes: () => changes };
}

/** Publishes the example, then moves one channel. */
export const SHORT: readonly Step[] = [
  step("publish"),
  step("promote", ["promote", IMAGE, "stable", SECOND]),
];

/** The whole life of an image: each version goes from candidate to stable, and leaves in one of two ways. */
export const LIFE: readonly Step[] = [
  step("publish"),
  {
    step: "candidate",
    changes: (amiIds) => [
      ["add-version", IMAGE, THIRD, "--ami", `${HOME_REGION}=${amiIds.get(LIFE_IMAGE.name) ?? ""}`],
      ["promote", IMAGE, "candidate", THIRD],
    ],
  },
  step("promote", ["promote", IMAGE, "stable", THIRD]),
  step("roll back", ["rollback", IMAGE, "stable", "--to", FIRST]),
  step("promote again", ["promote", IMAGE, "stable", THIRD]),
  step("release", ["retire", IMAGE, SECOND, "--release"]),
  step("retire", ["retire", IMAGE, FIRST]),
];
