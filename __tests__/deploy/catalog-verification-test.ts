import { describeDeploy } from "../support/skip";
import { Account } from "./aws";
import { catalogOf, unwrapped, versionsOf } from "./catalog-support";
import { HOME } from "./names";

const SENTENCE = "The new AMI has not been taken by /golden/web/stable: AWS checks an AMI ID after the call";
const HOUR = 3_600_000;

describeDeploy("the check of a channel", (deploy) => {
  afterEach(() => {
    deploy.emulator.settings.parameterValidationDelay = 0;
  });

  /** A catalog in the home region, where AMIs aren't copied. */
  async function given(name: string) {
    const { emulator } = deploy;
    const first = await emulator.images.seed({ name: `${name}-1`, region: HOME });
    const second = await emulator.images.seed({ name: `${name}-2`, region: HOME });
    const naming = (version: string) =>
      catalogOf({
        regions: `{ ${HOME}: {} }`,
        versions: versionsOf({ 1: first.imageId, 2: second.imageId }),
        channels: `{ stable: "${version}" }`,
      });
    const workspace = deploy.workspace(naming("1"));
    const owner = await Account.of(emulator, emulator.accountId, HOME);
    return { first, second, naming, workspace, owner };
  }

  test("fails while AWS has not taken the new AMI, and passes when it has", async () => {
    const { first, second, naming, workspace, owner } = await given("slow");
    expect(await workspace.apply()).not.toContain("Warning");

    workspace.synth(naming("2"));
    deploy.emulator.settings.parameterValidationDelay = HOUR;
    const printed = unwrapped(await workspace.apply());
    expect(printed).toContain("Warning: Check block assertion failed");
    expect(printed).toContain(SENTENCE);
    expect(await owner.parameter("/golden/web/stable")).toBe(first.imageId);

    deploy.emulator.settings.parameterValidationDelay = 0;
    expect(await workspace.apply()).not.toContain("Warning");
    expect(await owner.parameter("/golden/web/stable")).toBe(second.imageId);
    await workspace.expectEmptyPlan();
  });
});
