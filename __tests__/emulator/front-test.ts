import { CreateVpcCommand, DescribeVpcsCommand } from "@aws-sdk/client-ec2";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { awsError, OTHER_ACCOUNT, TestEmulator } from "./images-support";

const aws = new TestEmulator();
beforeAll(() => aws.start());
afterEach(() => {
  aws.emulator.faults.clear();
  aws.emulator.calls.clear();
});
afterAll(() => aws.stop());

/** A call without effect. */
const vpcs = (maxAttempts?: number) =>
  aws.ec2("us-west-2", undefined, maxAttempts).send(new DescribeVpcsCommand({}));

function stsClient(credentials: ConstructorParameters<typeof STSClient>[0] & object): STSClient {
  return new STSClient({ endpoint: aws.emulator.url, region: "us-east-1", ...credentials });
}

describe("accounts", () => {
  test("are found from the keys that AssumeRole gives", async () => {
    const own = { accessKeyId: "emulator", secretAccessKey: "emulator" };
    const sts = stsClient({ credentials: own });
    expect((await sts.send(new GetCallerIdentityCommand({}))).Account).toBe("123456789012");
    const role = { RoleArn: `arn:aws:iam::${OTHER_ACCOUNT}:role/reader`, RoleSessionName: "test" };
    const { Credentials: given } = await sts.send(new AssumeRoleCommand(role));
    const other = stsClient({
      credentials: { accessKeyId: given?.AccessKeyId ?? "", secretAccessKey: given?.SecretAccessKey ?? "" },
    });
    expect((await other.send(new GetCallerIdentityCommand({}))).Account).toBe(OTHER_ACCOUNT);
    expect(aws.emulator.calls.filter({ account: OTHER_ACCOUNT })).toHaveLength(1);
    sts.destroy();
    other.destroy();
  });

  test("and regions keep their resources apart", async () => {
    await aws.ec2("us-west-2").send(new CreateVpcCommand({ CidrBlock: "10.1.0.0/16" }));
    const count = async (region: string, account: string) =>
      (
        await aws
          .ec2(region, account)
          .send(new DescribeVpcsCommand({ Filters: [{ Name: "cidr", Values: ["10.1.0.0/16"] }] }))
      ).Vpcs?.length;
    expect(await count("us-west-2", aws.emulator.accountId)).toBe(1);
    expect(await count("us-east-2", aws.emulator.accountId)).toBe(0);
    expect(await count("us-west-2", OTHER_ACCOUNT)).toBe(0);
  });
});

describe("the log", () => {
  test("holds each call with its parameters, account, region, times and status", async () => {
    await vpcs();
    const [call, ...more] = aws.emulator.calls.filter({ on: ["ec2:DescribeVpcs"] });
    expect(more).toEqual([]);
    expect(call).toMatchObject({
      service: "ec2",
      action: "DescribeVpcs",
      account: "123456789012",
      region: "us-west-2",
      status: 200,
    });
    expect(call?.ended).toBeGreaterThanOrEqual(call?.time ?? Infinity);
  });

  test("names calls of JSON and REST protocols too", async () => {
    const ssm = new SSMClient(aws.settings("eu-west-1", aws.emulator.accountId));
    await ssm.send(new PutParameterCommand({ Name: "/a/b", Value: "1", Type: "String" }));
    ssm.destroy();
    const scope = "Credential=emulator/20260101/eu-west-1/ram/aws4_request";
    await fetch(`${aws.emulator.url}/getresourceshares`, {
      method: "POST",
      headers: { authorization: `AWS4-HMAC-SHA256 ${scope}`, "content-type": "application/json" },
      body: JSON.stringify({ resourceOwner: "SELF" }),
    });
    const [put, get] = aws.emulator.calls.all();
    expect(put).toMatchObject({ service: "ssm", action: "PutParameter", params: { Name: "/a/b" } });
    expect(get).toMatchObject({
      service: "ram",
      action: "GetResourceShares",
      params: { resourceOwner: "SELF" },
    });
  });
});

describe("faults", () => {
  test.each([
    ["throttle", "RequestLimitExceeded"],
    ["error500", "InternalError"],
    ["error503", "Unavailable"],
  ] as const)("of kind %s reach the caller as %s", async (kind, name) => {
    aws.emulator.faults.inject({ on: ["ec2:*"], kind });
    await expect(vpcs()).rejects.toEqual(awsError(name));
    expect(aws.emulator.calls.all()[0]).toMatchObject({ fault: kind });
  });

  test("of kind reset cut the connection", async () => {
    aws.emulator.faults.inject({ on: ["ec2:DescribeVpcs"], kind: "reset" });
    await expect(vpcs()).rejects.toThrow("socket hang up");
    expect(aws.emulator.calls.all()[0]).toMatchObject({ fault: "reset", status: 0 });
  });

  test("of kind delay hold a call back", async () => {
    aws.emulator.faults.inject({ on: ["ec2:*"], kind: "delay", milliseconds: 150 });
    await vpcs();
    const [call] = aws.emulator.calls.all();
    expect((call?.ended ?? 0) - (call?.time ?? 0)).toBeGreaterThanOrEqual(149);
  });

  test("strike each n-th call, so many times, and clients get over it", async () => {
    aws.emulator.faults.inject({ on: ["ec2:DescribeVpcs"], kind: "error503", every: 2, times: 1 });
    const remove = aws.emulator.faults.inject({ on: ["ssm:*"], kind: "error500" });
    await vpcs();
    await vpcs(3);
    await vpcs();
    expect(aws.emulator.calls.all().map(({ status }) => status)).toEqual([200, 503, 200, 200]);
    expect(aws.emulator.faults.all()).toHaveLength(2);
    remove();
    expect(aws.emulator.faults.all()).toHaveLength(1);
  });
});

describe("over HTTP", () => {
  const request = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${aws.emulator.url}/_emulator/${path}`, {
      method,
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as unknown };
  };

  test("faults are injected, listed and cleared", async () => {
    const fault = { on: ["ec2:*"], kind: "error500", times: 1 };
    expect(await request("POST", "faults", fault)).toEqual({ status: 201, body: [{ ...fault, struck: 0 }] });
    await expect(vpcs()).rejects.toEqual(awsError("InternalError"));
    expect((await request("GET", "faults")).body).toEqual([{ ...fault, struck: 1 }]);
    expect((await request("DELETE", "faults")).body).toEqual([]);
  });

  test.each([
    [{ on: "ec2:*", kind: "error500" }, /"on"/],
    [{ on: ["ec2:*"], kind: "meteor" }, /"kind"/],
    [{ on: ["ec2:*"], kind: "reset", every: 0 }, /"every"/],
  ])("the fault %j is refused", async (fault, message) => {
    expect(await request("POST", "faults", fault)).toEqual({
      status: 400,
      body: { message: expect.stringMatching(message) },
    });
  });

  test("calls are listed, and an image is seeded", async () => {
    await vpcs();
    expect((await request("GET", "calls?on=ec2:*")).body).toHaveLength(1);
    expect((await request("GET", "calls?on=ssm:*")).body).toEqual([]);
    const { body } = await request("POST", "images", { name: "seeded", region: "us-west-2" });
    expect(body).toMatchObject({ name: "seeded", ownerId: "123456789012" });
    expect((await request("GET", "else")).status).toBe(404);
  });
});
