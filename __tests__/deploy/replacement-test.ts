import type { App } from "cdktf";
import { LoggedCall } from "../../emulator";
import { AmiDistribution, AmiSource, AmiSsmParameter } from "../../modules";
import { describeDeploy } from "../support/skip";
import { Account } from "./aws";
import { HOME, RECIPIENT, REGION, stackIn } from "./names";

/** The catalog's order of things: distributions by version, and a channel that names one. */
function catalog(
  image: string,
  version: string,
  versions: Readonly<Record<string, string>>,
): (app: App) => void {
  return stackIn(REGION, (stack) => {
    const distributions = Object.entries(versions).map(([each, amiId]) => {
      const source = AmiSource.fromId(stack, `Source-${each}`, { amiId, region: HOME });
      const distribution = new AmiDistribution(stack, `Version-${each}`, {
        imageName: image,
        version: each,
        source,
        parameterPrefix: `/golden/${image}`,
        accountIds: [RECIPIENT],
      });
      return [each, distribution] as const;
    });
    const named = new Map(distributions).get(version);
    if (!named) {
      throw new Error(`no version ${version}`);
    }
    new AmiSsmParameter(stack, "Channel", {
      parameterName: `/golden/${image}/stable`,
      amiId: named.amiId,
      dependsOn: named.permissions.resources,
    });
  });
}

/** Each moment at which the parameter named an AMI whose deregistration had begun, by the log. */
function danglingMoments(calls: readonly LoggedCall[], parameterName: string): string[] {
  const written = calls.filter(
    ({ action, params, status }) =>
      action === "PutParameter" && params.Name === parameterName && status === 200,
  );
  return calls
    .filter(({ action }) => action === "DeregisterImage")
    .filter(({ id, time, params }) => {
      const last = written.filter((put) => put.id < id && (put.ended ?? Infinity) <= time).at(-1);
      return last === undefined || last.params.Value === params.ImageId;
    })
    .map(({ params }) => String(params.ImageId));
}

const CHANNEL = "/golden/web/stable";

describeDeploy("a version that replaces another", (deploy) => {
  test("the parameter names a registered AMI at every moment, and is never deleted", async () => {
    const { emulator } = deploy;
    const first = await emulator.images.seed({ name: "baked-web-1", region: HOME });
    const second = await emulator.images.seed({ name: "baked-web-2", region: HOME });
    const workspace = deploy.workspace(catalog("web", "1", { 1: first.imageId }));
    await workspace.apply();
    const owner = await Account.of(emulator, emulator.accountId, REGION);
    const old = await owner.parameter(CHANNEL);

    workspace.synth(catalog("web", "2", { 2: second.imageId }));
    emulator.calls.clear();
    await workspace.apply();

    const calls = emulator.calls.all();
    const deregistered = calls.filter(({ action }) => action === "DeregisterImage");
    expect(deregistered.map(({ params }) => params.ImageId)).toEqual([old]);
    expect(danglingMoments(calls, CHANNEL)).toEqual([]);
    const deleted = calls.filter(({ action }) => action.startsWith("DeleteParameter"));
    expect(deleted.flatMap(({ params }) => params.Name ?? params.Names)).toEqual(["/golden/web/versions/1"]);
    const current = (await owner.parameter(CHANNEL)) ?? "";
    expect(current).not.toBe(old);
    expect((await owner.image(current))?.State).toBe("available");
    await workspace.expectEmptyPlan();
  });

  test("the log check finds an AMI that goes while it is named", () => {
    const call = (id: number, action: string, params: Record<string, string>): LoggedCall => ({
      id,
      time: id * 10,
      ended: id * 10 + 5,
      service: "",
      region: REGION,
      account: "",
      status: 200,
      action,
      params,
    });
    const put = (id: number, Value: string) => call(id, "PutParameter", { Name: CHANNEL, Value });
    const deregister = (id: number, ImageId: string) => call(id, "DeregisterImage", { ImageId });
    expect(danglingMoments([put(1, "a"), deregister(2, "a"), put(3, "b")], CHANNEL)).toEqual(["a"]);
    expect(danglingMoments([put(1, "a"), put(2, "b"), deregister(3, "a")], CHANNEL)).toEqual([]);
  });

  test("a promotion updates the channel's parameter in place, and nothing else", async () => {
    const { emulator } = deploy;
    const first = await emulator.images.seed({ name: "baked-api-1", region: HOME });
    const second = await emulator.images.seed({ name: "baked-api-2", region: HOME });
    const versions = { 1: first.imageId, 2: second.imageId };
    const workspace = deploy.workspace(catalog("api", "1", versions));
    await workspace.apply();
    workspace.synth(catalog("api", "2", versions));
    const changes = await workspace.plan();
    expect(
      changes.map(({ actions, before, after }) => [
        actions,
        before?.name,
        before?.insecure_value !== after?.insecure_value,
      ]),
    ).toEqual([[["update"], "/golden/api/stable", true]]);
  });
});
