import { Figure, Row } from "../../figure";
import { DEFAULT_REGIONS } from "../../input";
import { deployRegions, DeployRun, Shape } from "../deploy-runs";

const IMAGES = 10;
const PARALLELISM = 4;
const A_THIRD = 0.333;
/** A version and a channel of each image in each region. */
const PARAMETERS = DEFAULT_REGIONS.length * IMAGES * 2;

function inWords({ residentBytes, peakBytes, seconds, processes }: DeployRun): string {
  const [resident, once] = [residentBytes, peakBytes].map((bytes) => `${(bytes / 1e6).toFixed(0)} MB`);
  const providers = processes.get("terraform-provi") ?? 0;
  return `${resident} resident, ${once} with shared pages once, ${providers} providers, ${seconds.toFixed(0)} s`;
}

/** @throws Error when a parameter is missing or was written twice */
async function deploy(
  shape: Shape,
  options: readonly string[],
  installation: Readonly<Record<string, string>>,
): Promise<DeployRun> {
  const run = await deployRegions(shape, IMAGES, options, installation);
  process.stderr.write(`${shape}: ${inWords(run)}\n`);
  if (run.parameters !== PARAMETERS) {
    throw new Error(`${run.parameters} parameters were written, and there are ${PARAMETERS}`);
  }
  return run;
}

function figure(
  subject: DeployRun,
  baseline: DeployRun,
  [name, limit, of]: readonly [name: string, limit: number, of: (run: DeployRun) => number],
): Figure {
  const megabytes = (run: DeployRun): string => `${(of(run) / 1e6).toFixed(0)} MB`;
  return {
    name: `cdktf deploy of ${DEFAULT_REGIONS.length} regions, ${PARALLELISM} at once, ${name}`,
    value: of(subject) / of(baseline),
    limit,
    unit: "x one stack with an alias a region",
    goal: "at most",
    detail: `${megabytes(subject)} against ${megabytes(baseline)}; ${subject.seconds.toFixed(0)} s against ${baseline.seconds.toFixed(0)} s`,
  };
}

/** `cdktf deploy '*'` of one stack a region, four at once, beside one stack that has an alias for each region. */
export function regionsRow(installation: Readonly<Record<string, string>>): Row {
  return {
    title: `cdktf deploy of ${DEFAULT_REGIONS.length} regions, a stack or an alias for each`,
    async measure() {
      const parallel = ["--parallelism", `${PARALLELISM}`];
      const subject = await deploy("stack-a-region", parallel, installation);
      const baseline = await deploy("alias-a-region", [], installation);
      return [
        figure(subject, baseline, ["peak memory", A_THIRD, ({ residentBytes }) => residentBytes]),
        figure(subject, baseline, ["peak memory, shared pages once", 1, ({ peakBytes }) => peakBytes]),
      ];
    },
  };
}
