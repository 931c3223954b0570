import { danglingParameters } from "../../bench/faults/checks";
import { killedAtRandom } from "../../bench/faults/kills";
import { faultCases, seedOf } from "../../bench/faults/cases";
import { randomFrom } from "../../bench/faults/random";
import { table } from "../../bench/faults/table";
import type { LoggedCall } from "../../emulator";
import { CallLog } from "../../emulator/front/call-log";

const PARAMETER = "/stage/web/stable";

describe("the check that a parameter names no missing AMI", () => {
  /** Calls one after the other, each of 5 ms, 10 ms apart. */
  function dangling(...calls: readonly Partial<LoggedCall>[]): string[] {
    const log = new CallLog();
    const logged = calls.map((call, index) => ({
      id: index,
      time: index * 10,
      ended: index * 10 + 5,
      service: "ssm",
      region: "eu-west-1",
      account: "",
      status: 200,
      action: "",
      params: {},
      ...call,
    }));
    jest.spyOn(log, "all").mockReturnValue(logged);
    const emulator = { calls: log } as Parameters<typeof danglingParameters>[0]["emulator"];
    return danglingParameters({ emulator, namespace: "/stage" });
  }
  const put = (Value: string, more: Partial<LoggedCall> = {}) => ({
    action: "PutParameter",
    params: { Name: PARAMETER, Value },
    ...more,
  });
  const deregister = (ImageId: string, more: Partial<LoggedCall> = {}) => ({
    action: "DeregisterImage",
    service: "ec2",
    params: { ImageId },
    ...more,
  });
  const found = [`eu-west-1 ${PARAMETER} named a when it was deregistered`];

  test("finds an AMI that goes while it is named", () => {
    expect(dangling(put("a"), deregister("a"), put("b"))).toEqual(found);
    expect(dangling(put("a"), put("b"), deregister("a"))).toEqual([]);
  });

  test("believes no write that was refused or dropped, and none that ends after the deregistration began", () => {
    expect(dangling(put("a"), put("b", { status: 400 }), deregister("a"))).toEqual(found);
    expect(dangling(put("a"), put("b", { fault: "fail" }), deregister("a"))).toEqual(found);
    expect(dangling(put("a"), put("b", { ended: 50 }), deregister("a"))).toEqual(found);
    expect(dangling(put("a"), deregister("a", { status: 400 }))).toEqual([]);
  });

  test("knows regions apart, and parameters that are gone", () => {
    expect(dangling(put("a"), deregister("a", { region: "us-east-1" }))).toEqual([]);
    expect(
      dangling(put("a"), { action: "DeleteParameter", params: { Name: PARAMETER } }, deregister("a")),
    ).toEqual([]);
  });
});

test("the random points are those of the seed", () => {
  const points = (seed: number) => Array.from({ length: 20 }, randomFrom(seed).bind(undefined, 60));
  expect(points(7)).toEqual(points(7));
  expect(points(7)).not.toEqual(points(8));
  expect(points(7).every((point) => point >= 0 && point < 60 && Number.isInteger(point))).toBe(true);
  expect(seedOf({ FAULTS_SEED: "7" })).toBe(7);
  expect(seedOf({ FAULTS_SEED: "seven" })).toBeGreaterThan(0);
});

test("each fault has a name of its own, and twenty kills are among them", () => {
  const names = faultCases(1).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain(killedAtRandom(20, 1).name);
});

test("the table sums up what was lost", () => {
  const outcome = { name: "a", note: "b", way: "the same deploy" as const };
  expect(
    table([
      { ...outcome, lost: [] },
      { ...outcome, lost: ["x", "y"] },
    ]),
  ).toBe(
    [
      "| fault | the deploy | an empty plan by | lost    |",
      "| ----- | ---------- | ---------------- | ------- |",
      "| a     | b          | the same deploy  | nothing |",
      "| a     | b          | the same deploy  | x; y    |",
      "",
      "2 tried, 1 survived, 1 lost something",
      "",
    ].join("\n"),
  );
});
