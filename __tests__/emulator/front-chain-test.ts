import { AwsError } from "../../emulator/front/aws-error";
import { flag, list, records, withParams } from "../../emulator/front/call";
import { matches, runRules, wildcard } from "../../emulator/front/chain";
import type { Answer, AwsCall, Rule } from "../../emulator/front/rule";

const call: AwsCall = {
  id: 1,
  time: 0,
  service: "ec2",
  action: "CopyImage",
  region: "us-east-1",
  account: "123456789012",
  params: {
    "Tag.10.Key": "j",
    "Tag.2.Key": "b",
    "Tag.2.Value": "2",
    "Id.1": "x",
    "Id.2": "y",
    Encrypted: "true",
  },
  method: "POST",
  path: "/",
  headers: {},
  body: Buffer.alloc(0),
};

const moto = async (sent: AwsCall): Promise<Answer> => ({
  status: 200,
  headers: {},
  body: JSON.stringify(sent.params),
});

function rule(on: string, handle: Rule["handle"]): Rule {
  return { name: on, source: "", on: [on], handle };
}

test("rules run in their order, and may change the call and the answer", async () => {
  const rules = [
    rule("ec2:*", async (_, next) => ({ ...(await next(withParams(call, { Name: "first" }))), status: 201 })),
    rule("ssm:*", async () => ({ status: 500, headers: {}, body: "" })),
    rule("ec2:CopyImage", (given, next) =>
      next(withParams(given, { ...asText(given.params), Other: "second" })),
    ),
  ];
  const answer = await runRules(rules, call, moto);
  expect(answer).toMatchObject({ status: 201, body: '{"Name":"first","Other":"second"}' });
});

function asText(params: AwsCall["params"]): Record<string, string> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));
}

test.each([
  ["ec2", {}, "<Response><Errors><Error><Code>Some.Code</Code><Message>a &lt; b</Message>"],
  [
    "iam",
    { "content-type": "application/x-www-form-urlencoded" },
    "<ErrorResponse><Error><Type>Sender</Type>",
  ],
  ["s3", {}, "<Error><Code>Some.Code</Code>"],
  ["ssm", {}, '{"__type":"Some.Code","message":"a < b"}'],
])("an error reaches a caller of %s in its protocol", async (service, headers, body) => {
  const failing = rule("*", async () => {
    throw new AwsError("Some.Code", "a < b");
  });
  const answer = await runRules([failing], { ...call, service, headers }, moto);
  expect(answer.status).toBe(400);
  expect(answer.body.toString()).toContain(body);
});

test("a mistake in a rule is an internal error, not a hanging call", async () => {
  const failing = rule("*", async () => {
    throw new TypeError("oops");
  });
  expect(await runRules([failing], call, moto)).toMatchObject({ status: 500 });
});

test("numbered parameters are read in the order of their numbers", () => {
  expect(list(call, "Id")).toEqual(["x", "y"]);
  expect(records(call, "Tag")).toEqual([{ Key: "b", Value: "2" }, { Key: "j" }]);
  expect(flag(call, "Encrypted")).toBe(true);
  expect(flag(call, "DryRun")).toBeUndefined();
});

test.each([
  ["a*c", "abbc", true],
  ["a?c", "abbc", false],
  ["a.c", "abc", false],
  ["a[b]c", "a[b]c", true],
])("the pattern %s and the text %s: %s", (pattern, text, expected) => {
  expect(wildcard(pattern, text)).toBe(expected);
});

test("operations are matched by service and name", () => {
  expect(matches(["ec2:Copy*"], call)).toBe(true);
  expect(matches(["ssm:*", "ec2:Describe*"], call)).toBe(false);
});
