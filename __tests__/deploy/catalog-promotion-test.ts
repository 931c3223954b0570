import type { PlannedChange } from "../support/deploy";
import { describeDeploy } from "../support/skip";
import { Account } from "./aws";
import { catalogOf, COPY_STACK, HOME_STACK, plannedInWords, versionsOf } from "./catalog-support";
import { HOME, RECIPIENT, REGION } from "./names";

const CHANNEL = "/golden/web/stable";

/** All that a change does to a resource: the arguments that differ, known ones by their new value. */
function difference({ before, after }: PlannedChange): Record<string, unknown> {
  const entries = Object.entries(after ?? {});
  return Object.fromEntries(
    entries.filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(before?.[key])),
  );
}

describeDeploy("a channel of a catalog", (deploy) => {
  test("moves to another version and back by the update of one parameter in each region", async () => {
    const { emulator } = deploy;
    const first = await emulator.images.seed({ name: "baked-web-1", region: HOME });
    const second = await emulator.images.seed({ name: "baked-web-2", region: HOME });
    const versions = versionsOf({ 1: first.imageId, 2: second.imageId });
    const naming = (version: string) => ({
      top: `shareWith: { accountIds: ["${RECIPIENT}"] }`,
      versions,
      channels: `{ stable: "${version}", fixed: "1" }`,
    });
    const workspace = deploy.workspace(catalogOf(naming("1")));
    await workspace.apply();
    const accounts = {
      [HOME_STACK]: await Account.of(emulator, emulator.accountId, HOME),
      [COPY_STACK]: await Account.of(emulator, emulator.accountId, REGION),
    };
    const named = async (name: string) =>
      Object.fromEntries(
        await Promise.all(
          Object.entries(accounts).map(
            async ([stack, account]) => [stack, await account.parameter(name)] as const,
          ),
        ),
      );
    const amis = { "1": await named("/golden/web/versions/1"), "2": await named("/golden/web/versions/2") };
    expect(amis["1"]).not.toEqual(amis["2"]);

    for (const version of ["2", "1"] as const) {
      workspace.synth(catalogOf(naming(version)));
      const changes = await workspace.plan();
      expect(plannedInWords(workspace, naming(version), "--fail-on", "destroy,public")).toEqual({
        code: 0,
        lines: [
          "IMAGE  CHANGE         REGIONS",
          `web    stable: ${version === "2" ? "1 → 2" : "2 → 1"}  ${REGION}, ${HOME}`,
          "",
          "0 AMIs destroyed; 0 recipients added; plans of 2 regions",
        ],
      });
      expect(changes.map(({ stack, actions, before }) => [stack, actions, before?.name])).toEqual([
        [HOME_STACK, ["update"], CHANNEL],
        [COPY_STACK, ["update"], CHANNEL],
      ]);
      for (const change of changes) {
        expect(difference(change)).toEqual({ insecure_value: amis[version][change.stack] });
      }
      await workspace.apply();
      expect(await named(CHANNEL)).toEqual(amis[version]);
    }
    await workspace.expectEmptyPlan();
  });
});
