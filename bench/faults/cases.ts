import { AWS_CASES } from "./aws-cases";
import type { FaultCase } from "./fault-case";
import { KILL_CASES, killedAtRandom } from "./kills";
import { NETWORK_CASES } from "./network-cases";

/** Kills in the tests of every change; the benchmark has twenty. */
const FEW = 2;
const MANY = 20;

/** Every fault that is tried. @param seed of the random points */
export function faultCases(seed: number): readonly FaultCase[] {
  return [
    ...NETWORK_CASES,
    ...AWS_CASES,
    ...KILL_CASES,
    killedAtRandom(FEW, seed, { tested: true, shared: false }),
    killedAtRandom(MANY, seed),
  ];
}

/** The seed of this run: that of the environment, to repeat a run, or a new one. */
export function seedOf(env: Readonly<Record<string, string | undefined>>): number {
  const given = Number(env.FAULTS_SEED);
  return Number.isInteger(given) && given > 0 ? given : Date.now() % 2 ** 31;
}
