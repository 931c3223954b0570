import { Row } from "../../figure";
import { DEFAULT_REGIONS } from "../../input";
import { deployRegions, DeployRun } from "../deploy-runs";

const IMAGES = 10;
const PARALLELISM = 4;
const A_THIRD = 0.33;
/** A version and a channel of each image in each region. */
const PARAMETERS = DEFAULT_REGIONS.length * IMAGES * 2;

function inWords({ peakBytes, seconds, processes }: DeployRun): string {
  const providers = processes.get("terraform-provi") ?? 0;
  return `${(peakBytes / 1e6).toFixed(0)} MB with ${providers} providers at once in ${seconds.toFixed(0)} s`;
}

function requireAll(run: DeployRun): DeployRun {
  if (run.parameters !== PARAMETERS) {
    throw new Error(`${run.parameters} parameters were written, and there are ${PARAMETERS}`);
  }
  return run;
}

/** `cdktf deploy '*'` of one stack a region, four at once, beside one stack that has an alias for each region. */
export function regionsRow(installation: Readonly<Record<string, string>>): Row {
  return {
    title: `cdktf deploy of ${DEFAULT_REGIONS.length} regions, a stack or an alias for each`,
    async measure() {
      const parallel = ["--parallelism", `${PARALLELISM}`];
      const subject = requireAll(await deployRegions("stack-a-region", IMAGES, parallel, installation));
      process.stderr.write(`a stack a region: ${inWords(subject)}\n`);
      const baseline = requireAll(await deployRegions("alias-a-region", IMAGES, [], installation));
      process.stderr.write(`an alias a region: ${inWords(baseline)}\n`);
      return [
        {
          name: `cdktf deploy of ${DEFAULT_REGIONS.length} regions, ${PARALLELISM} at once, peak memory`,
          value: subject.peakBytes / baseline.peakBytes,
          limit: A_THIRD,
          unit: "x one stack with an alias a region",
          goal: "at most",
          detail: `${inWords(subject)} against ${inWords(baseline)}`,
        },
      ];
    },
  };
}
