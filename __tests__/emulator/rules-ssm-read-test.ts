import {
  DescribeParametersCommand,
  GetParameterCommand,
  GetParameterHistoryCommand,
  GetParametersCommand,
  LabelParameterVersionCommand,
  type Parameter,
  PutParameterCommand,
  type PutParameterCommandInput,
} from "@aws-sdk/client-ssm";
import { type Emulator, startEmulator } from "../../emulator";
import { type Account, account, CONSUMER, PLATFORM, REGION } from "./rules-support";

const ORGANIZATION = "arn:aws:organizations::123456789012:organization/o-abcdefghij";
const UNIT = "arn:aws:organizations::123456789012:ou/o-abcdefghij/ou-ab12-abcdefgh";

let emulator: Emulator;
let platform: Account;
let consumer: Account;
let stranger: Account;

beforeAll(async () => {
  emulator = await startEmulator();
  platform = await account(emulator, PLATFORM);
  consumer = await account(emulator, CONSUMER);
  stranger = await account(emulator, "333333333333");
  emulator.organizations.join(PLATFORM, { organizationArn: ORGANIZATION });
  emulator.organizations.join(CONSUMER, { organizationArn: ORGANIZATION, organizationalUnitArns: [UNIT] });
});

afterAll(() => emulator.stop());

function arn(name: string): string {
  return `arn:aws:ssm:${REGION}:${PLATFORM}:parameter/${name.replace(/^\//, "")}`;
}

async function put(Name: string, more: Partial<PutParameterCommandInput> = {}): Promise<void> {
  await platform.ssm.send(new PutParameterCommand({ Name, Value: "one", Type: "String", ...more }));
}

async function get(Name: string, from = platform): Promise<Parameter | undefined> {
  return (await from.ssm.send(new GetParameterCommand({ Name }))).Parameter;
}

async function label(Name: string, Labels: string[], ParameterVersion?: number) {
  return platform.ssm.send(new LabelParameterVersionCommand({ Name, Labels, ParameterVersion }));
}

/** Shares Advanced parameters with principals. */
async function share(names: string[], principals: string[], permissionArns: string[] = []): Promise<void> {
  const resourceArns = names.map(arn);
  await platform.ram("createresourceshare", { name: "golden", resourceArns, principals, permissionArns });
}

describe("versions and labels", () => {
  beforeAll(async () => {
    await put("/versions/web");
    await put("/versions/web", { Value: "two", Overwrite: true });
    await label("/versions/web", ["stable"], 1);
    await put("plain");
  });

  test.each([
    ["/versions/web", { Value: "two", Version: 2 }],
    ["/versions/web:1", { Value: "one", Version: 1, Selector: ":1" }],
    ["/versions/web:stable", { Value: "one", Version: 1, Selector: ":stable" }],
    [arn("/versions/web"), { Value: "two", Name: "/versions/web", ARN: arn("/versions/web") }],
    [`${arn("/versions/web")}:1`, { Value: "one", Selector: ":1" }],
    [`${arn("/versions/web")}:stable`, { Value: "one", Selector: ":stable" }],
    [arn("plain"), { Value: "one", Name: "plain" }],
  ])("GetParameter reads %s", async (name, expected) => {
    const parameter = await get(name);
    expect(parameter).toMatchObject(expected);
    expect(parameter?.LastModifiedDate).toBeInstanceOf(Date);
  });

  test.each([
    ["/versions/web:3", "ParameterVersionNotFound"],
    ["/versions/web:none", "ParameterVersionNotFound"],
    ["/versions/none:1", "ParameterNotFound"],
    [arn("/versions/none"), "ParameterNotFound"],
    [arn("/versions/web").replace(REGION, "us-east-1"), "ParameterNotFound"],
  ])("GetParameter does not find %s", async (name, expected) => {
    await expect(get(name)).rejects.toMatchObject({ name: expected });
  });

  test("GetParameters reads names, versions, labels and ARNs, and lists what it does not find", async () => {
    const Names = [
      "/versions/web:1",
      "plain",
      `${arn("/versions/web")}:stable`,
      "/versions/none",
      "/versions/web:9",
    ];
    const { Parameters = [], InvalidParameters } = await platform.ssm.send(
      new GetParametersCommand({ Names }),
    );
    expect(Parameters.map(({ Name, Value }) => [Name, Value])).toEqual([
      ["/versions/web", "one"],
      ["plain", "one"],
      ["/versions/web", "one"],
    ]);
    expect(InvalidParameters).toEqual(["/versions/none", "/versions/web:9"]);
  });

  test("a label moves, and labels that AWS does not take are named", async () => {
    await put("/versions/moved");
    await put("/versions/moved", { Value: "two", Overwrite: true });
    await label("/versions/moved", ["stable"], 1);
    await expect(label("/versions/moved", ["stable", "AWSlabel", "1st"])).resolves.toMatchObject({
      InvalidLabels: ["AWSlabel", "1st"],
      ParameterVersion: 2,
    });
    expect(await get("/versions/moved:stable")).toMatchObject({ Value: "two" });
    const { Parameters } = await platform.ssm.send(
      new GetParameterHistoryCommand({ Name: "/versions/moved" }),
    );
    expect(Parameters?.map(({ Version, Labels }) => [Version, Labels])).toEqual([
      [1, []],
      [2, ["stable"]],
    ]);
  });

  test("labelling what is not there leaves no trace", async () => {
    await expect(label("/versions/none", ["a"])).rejects.toMatchObject({ name: "ParameterNotFound" });
    await expect(get("/versions/none")).rejects.toMatchObject({ name: "ParameterNotFound" });
    await expect(label("/versions/web", ["a"], 9)).rejects.toMatchObject({
      name: "ParameterVersionNotFound",
    });
  });
});

describe("a parameter of another account", () => {
  test("is read by its full ARN alone, once it is shared", async () => {
    await put("/shared/web", { Tier: "Advanced" });
    const read = () => get(arn("/shared/web"), consumer);
    await expect(read()).rejects.toMatchObject({ name: "AccessDeniedException" });
    await share(["/shared/web"], [CONSUMER]);
    expect(await read()).toMatchObject({ Value: "one", ARN: arn("/shared/web") });
    expect(await get(`${arn("/shared/web")}:1`, consumer)).toMatchObject({ Value: "one", Selector: ":1" });
    await expect(get("/shared/web", consumer)).rejects.toMatchObject({ name: "ParameterNotFound" });
    await expect(get(arn("/shared/web"), stranger)).rejects.toMatchObject({ name: "AccessDeniedException" });
    const Names = [arn("/shared/web"), "/own/none"];
    await expect(consumer.ssm.send(new GetParametersCommand({ Names }))).resolves.toMatchObject({
      Parameters: [{ Value: "one" }],
      InvalidParameters: ["/own/none"],
    });
  });

  test.each([
    ["its organisation", ORGANIZATION],
    ["its OU", UNIT],
  ])("is shared with %s", async (what, principal) => {
    const name = `/shared/${what.replace(/\W/g, "")}`;
    await put(name, { Tier: "Advanced" });
    await share([name], [principal]);
    expect(await get(arn(name), consumer)).toMatchObject({ Value: "one" });
    await expect(get(arn(name), stranger)).rejects.toMatchObject({ name: "AccessDeniedException" });
  });

  test("outside the organisation is read once the invitation is accepted", async () => {
    await put("/shared/outside", { Tier: "Advanced" });
    await share(["/shared/outside"], [stranger.id]);
    await expect(get(arn("/shared/outside"), stranger)).rejects.toMatchObject({
      name: "AccessDeniedException",
    });
    const { resourceShareInvitations } = await stranger.ram("getresourceshareinvitations");
    const [invitation] = resourceShareInvitations as { resourceShareInvitationArn: string; status: string }[];
    expect(invitation?.status).toBe("PENDING");
    const { resourceShareInvitationArn } = invitation ?? {};
    await stranger.ram("acceptresourceshareinvitation", { resourceShareInvitationArn });
    expect(await get(arn("/shared/outside"), stranger)).toMatchObject({ Value: "one" });
    const { resourceShares } = await stranger.ram("getresourceshares", { resourceOwner: "OTHER-ACCOUNTS" });
    const [{ resourceShareArn }] = resourceShares as [{ resourceShareArn: string }];
    await stranger.ram("disassociateresourceshare", { resourceShareArn, principals: [stranger.id] });
    await expect(get(arn("/shared/outside"), stranger)).rejects.toMatchObject({
      name: "AccessDeniedException",
    });
  });

  test("is listed with Shared", async () => {
    await put("/shared/listed", { Tier: "Advanced", Description: "listed" });
    await share(["/shared/listed"], [CONSUMER]);
    const shared = await consumer.ssm.send(new DescribeParametersCommand({ Shared: true }));
    const listed = shared.Parameters?.find(({ ARN }) => ARN === arn("/shared/listed"));
    expect(listed).toMatchObject({ Tier: "Advanced", Description: "listed", Name: "/shared/listed" });
    expect(listed?.LastModifiedDate).toBeInstanceOf(Date);
    const own = await consumer.ssm.send(new DescribeParametersCommand({}));
    expect(own.Parameters).toEqual([]);
  });

  test("shows its history with the permission for it", async () => {
    const permission = "arn:aws:ram::aws:permission/AWSRAMPermissionSSMParameterReadOnlyWithHistory";
    await put("/shared/now", { Tier: "Advanced" });
    await put("/shared/history", { Tier: "Advanced" });
    await share(["/shared/now"], [CONSUMER]);
    await share(["/shared/history"], [CONSUMER], [permission]);
    const history = (name: string) => consumer.ssm.send(new GetParameterHistoryCommand({ Name: arn(name) }));
    await expect(history("/shared/now")).rejects.toMatchObject({ name: "AccessDeniedException" });
    await expect(history("/shared/history")).resolves.toMatchObject({ Parameters: [{ Value: "one" }] });
  });
});
