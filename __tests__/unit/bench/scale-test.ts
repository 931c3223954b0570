import { countCalls, inWords, totalOf } from "../../../bench/scale/calls";
import { parseStat, parseStatus, treeOf } from "../../../bench/scale/process-table";
import { requireSameState } from "../../../bench/scale/state";

test("reads a line of /proc/PID/stat whose program holds spaces and parentheses", () => {
  const numbers = Array.from({ length: 48 }, (_, index) => index);
  // Fields 14 and 15 of the line are the ticks: 250 and 50.
  const line = `4321 (a (b) c) S 77 ${numbers.map((index) => ({ 9: 250, 10: 50 })[index] ?? 0).join(" ")}\n`;
  expect(parseStat(line)).toEqual({ pid: 4321, parent: 77, program: "a (b) c", cpuSeconds: 3 });
});

test("reads the resident memory of a process, and none of one that has ended", () => {
  const status =
    "Name:\tterraform\nVmHWM:\t  900 kB\nRssAnon:\t     300 kB\nRssFile:\t      40 kB\nRssShmem:\t       2 kB\n";
  expect(parseStatus(status)).toEqual({ ownBytes: 300 * 1024, fileBytes: 42 * 1024 });
  expect(parseStatus("")).toEqual({ ownBytes: 0, fileBytes: 0 });
});

test("finds a process and all that it started", () => {
  const entry = (pid: number, parent: number) => ({ pid, parent, program: `p${pid}`, cpuSeconds: 0 });
  const tree = treeOf(2, [entry(1, 0), entry(2, 1), entry(3, 2), entry(4, 1), entry(5, 3), entry(6, 2)]);
  expect(tree.map(({ pid }) => pid)).toEqual([2, 3, 5, 6]);
  expect(treeOf(9, [entry(1, 0)])).toEqual([]);
});

test("counts calls by action", () => {
  const counts = countCalls([
    { service: "ssm", action: "GetParameter" },
    { service: "ec2", action: "DescribeImages" },
    { service: "ssm", action: "GetParameter" },
  ]);
  expect([...counts]).toEqual([
    ["ec2:DescribeImages", 1],
    ["ssm:GetParameter", 2],
  ]);
  expect(totalOf(counts)).toBe(3);
  expect(inWords(counts)).toBe("GetParameter 2, DescribeImages 1");
});

describe("two states are the same", () => {
  const AMI = "ami-0c3fd0f5d4e7a9b21";
  const OTHER_AMI = "ami-0a52e1c7d9b340f68";
  const SOURCE = "ami-0a000000000000001";
  const state = (...instances: readonly object[]): string =>
    JSON.stringify({
      resources: instances.map((attributes) => ({
        mode: "managed",
        type: "aws_ami_copy",
        instances: [{ attributes }],
      })),
    });

  test("when they differ in order and in the IDs that AWS gave", () => {
    const one = state({ id: AMI, source_ami_id: SOURCE, name: "web-2026.11.24-0123abcd" }, { id: OTHER_AMI });
    const other = state(
      { id: AMI },
      { id: OTHER_AMI, source_ami_id: SOURCE, name: "web-2026.11.24-89abcdef" },
    );
    expect(requireSameState(one, other)).toBe(2);
  });

  test.each([
    ["another source", state({ id: AMI, source_ami_id: "ami-0a000000000000002" })],
    ["another argument", state({ id: AMI, source_ami_id: SOURCE, encrypted: true })],
    ["one more resource", state({ id: AMI, source_ami_id: SOURCE }, { id: OTHER_AMI })],
    ["no resource", state()],
  ])("and not with %s", (_what, other) => {
    expect(() => requireSameState(state({ id: AMI, source_ami_id: SOURCE }), other)).toThrow(
      /different resources/,
    );
  });
});
