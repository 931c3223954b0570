import fc from "fast-check";

/** A run that is to be the same again: `FAST_CHECK_SEED=123 npx jest __tests__/properties`. */
const SEED = "FAST_CHECK_SEED";

/** Milliseconds, on a machine that has much else to do. */
const TIMEOUT = 900_000;

/** How often each property is tried. */
export const RUNS = 1_000;

/** The seed of the environment, or a new one. */
export function seedOf(environment: NodeJS.ProcessEnv): number {
  const given = environment[SEED];
  if (given === undefined || given === "") {
    return Math.floor(Math.random() * 0x7fff_ffff);
  }
  if (!/^-?\d{1,10}$/.test(given)) {
    throw new Error(`${SEED} must be a whole number, got ${JSON.stringify(given)}`);
  }
  return Number(given);
}

/**
 * A test that a property holds for `runs` values. It prints its seed, which a failure prints too; with
 * FAST_CHECK_SEED it tries the same values again.
 */
export function property<T>(
  name: string,
  values: fc.Arbitrary<T>,
  holds: (value: T) => void | Promise<void>,
  runs = RUNS,
): void {
  test(
    name,
    async () => {
      const seed = seedOf(process.env);
      process.stderr.write(`${SEED}=${seed}, ${runs} runs: ${name}\n`);
      await fc.assert(
        fc.asyncProperty(values, async (value) => holds(value)),
        {
          numRuns: runs,
          seed,
          endOnFailure: true,
        },
      );
    },
    TIMEOUT,
  );
}
