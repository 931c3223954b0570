import { faultCases, seedOf } from "../../bench/faults/cases";
import { examine } from "../../bench/faults/examine";
import { Stage } from "../../bench/faults/stage";
import { BUILD_TIMEOUT, buildProject } from "../support/build";
import { describeDeploy } from "../support/skip";

/** Tests of faults whose names hold a word; the benchmark tries the same ones, and all others. */
export function describeFaults(title: string, isMeant: (name: string) => boolean): void {
  const seed = seedOf(process.env);
  const cases = faultCases(seed).filter(({ name, tested }) => tested && isMeant(name));
  describeDeploy(`${title} (FAULTS_SEED=${seed})`, (deploy) => {
    const stages: Stage[] = [];
    beforeAll(buildProject, BUILD_TIMEOUT);
    afterAll(() => stages.forEach((stage) => stage.remove()));

    test.each(cases)("$name: nothing is lost", async (fault) => {
      const stage = new Stage(deploy.emulator);
      stages.push(stage);
      const { way, lost } = await examine(fault, stage);
      expect({ way, lost }).toEqual({ way: expect.not.stringMatching("none"), lost: [] });
    });
  });
}
