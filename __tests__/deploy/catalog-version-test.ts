import { describeDeploy } from "../support/skip";
import { Account } from "./aws";
import { catalogOf, COPY_STACK, HOME_STACK, refusalOf, versionsOf } from "./catalog-support";
import { HOME, REGION } from "./names";

const SENTENCE =
  "means one image for ever, and its source was changed: add a new version, and give this one its source back.";
const READS = /^(Describe|Get|List)/;

describeDeploy("a version of a catalog", (deploy) => {
  test("is refused at plan with another AMI than its first one, and nothing is changed", async () => {
    const { emulator } = deploy;
    const first = await emulator.images.seed({ name: "baked-web-1", region: HOME });
    const other = await emulator.images.seed({ name: "baked-web-2", region: HOME });
    const meaning = (amiId: string) =>
      catalogOf({ versions: versionsOf({ 1: amiId }), channels: '{ stable: "1" }' });
    const workspace = deploy.workspace(meaning(first.imageId));
    await workspace.apply();

    workspace.synth(meaning(other.imageId));
    emulator.calls.clear();
    expect(await refusalOf(workspace.plan(HOME_STACK))).toContain(`/golden/web/versions/1 ${SENTENCE}`);
    expect(await refusalOf(workspace.plan(COPY_STACK))).toContain(`web-1 ${SENTENCE}`);
    expect(await refusalOf(workspace.apply(COPY_STACK))).toContain(SENTENCE);
    expect(emulator.calls.all().filter(({ action }) => !READS.test(action))).toEqual([]);

    workspace.synth(meaning(first.imageId));
    await workspace.expectEmptyPlan();
  });

  test("from a lookup keeps its first AMI when a newer one comes", async () => {
    const { emulator } = deploy;
    const seed = (name: string, creationDate: string) =>
      emulator.images.seed({ name, region: HOME, creationDate });
    const { imageId } = await seed("nightly-1", "2026-11-01T00:00:00.000Z");
    const workspace = deploy.workspace(
      catalogOf({
        versions:
          '{ "2": { source: { lookup: { owners: [self], filters: [{ name: name, values: [nightly-*] }] } } } }',
        channels: '{ nightly: "2" }',
      }),
    );
    await workspace.apply();
    const owner = await Account.of(emulator, emulator.accountId, REGION);
    const before = await owner.parameter("/golden/web/nightly");

    const newer = await seed("nightly-2", "2026-11-02T00:00:00.000Z");
    await workspace.expectEmptyPlan();
    await workspace.apply();
    expect(await owner.parameter("/golden/web/nightly")).toBe(before);
    const lookup = workspace.state(COPY_STACK).find(({ type }) => type === "aws_ami");
    expect(lookup?.values.id).toBe(newer.imageId);
    const copy = workspace.state(COPY_STACK).find(({ type }) => type === "aws_ami_copy");
    expect(copy?.values.source_ami_id).toBe(imageId);
  });
});
