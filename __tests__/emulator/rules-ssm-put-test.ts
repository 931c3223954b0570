import {
  DeleteParameterCommand,
  GetParameterCommand,
  type Parameter,
  PutParameterCommand,
  type PutParameterCommandInput,
} from "@aws-sdk/client-ssm";
import { type Emulator, startEmulator } from "../../emulator";
import { type Account, account, CONSUMER, PLATFORM, REGION } from "./rules-support";

let emulator: Emulator;
let platform: Account;
let amis: string[];

beforeAll(async () => {
  emulator = await startEmulator();
  platform = await account(emulator, PLATFORM);
  amis = [];
  for (const name of ["web-1", "web-2"]) {
    amis.push((await emulator.images.seed({ name, region: REGION })).imageId);
  }
});

afterAll(() => emulator.stop());

beforeEach(() => {
  emulator.settings.parameterValidationDelay = 0;
});

function put(input: Partial<PutParameterCommandInput>, from = platform) {
  const command = new PutParameterCommand({ Name: "/golden/web", Value: "ami", Type: "String", ...input });
  return from.ssm.send(command);
}

async function get(Name: string, from = platform): Promise<Parameter | undefined> {
  return (await from.ssm.send(new GetParameterCommand({ Name }))).Parameter;
}

function image(Name: string, Value: string | undefined, more: Partial<PutParameterCommandInput> = {}) {
  return put({ Name, Value, DataType: "aws:ec2:image", ...more });
}

describe("a value of data type aws:ec2:image", () => {
  test("creates and updates the parameter when the caller can launch the AMI", async () => {
    await expect(image("/image/good", amis[0])).resolves.toMatchObject({ Version: 1, Tier: "Standard" });
    await expect(image("/image/good", amis[1], { Overwrite: true })).resolves.toMatchObject({ Version: 2 });
    expect(await get("/image/good")).toMatchObject({ Value: amis[1], Version: 2, DataType: "aws:ec2:image" });
  });

  test.each([
    ["an AMI that does not exist", "ami-0123456789abcdef0"],
    ["16 digits", "ami-0123456789abcdef"],
    ["a placeholder", "ami-placeholder"],
    ["capital letters", "ami-0123456789ABCDEF0"],
  ])("is accepted and then not created: %s", async (_what, value) => {
    await expect(image("/image/bad", value)).resolves.toMatchObject({ Version: 1 });
    await expect(get("/image/bad")).rejects.toMatchObject({ name: "ParameterNotFound" });
  });

  test("leaves the old value and version when an update is not valid", async () => {
    await image("/image/kept", amis[0]);
    const update = image("/image/kept", "ami-0123456789abcdef0", { Overwrite: true });
    await expect(update).resolves.toMatchObject({ Version: 2 });
    expect(await get("/image/kept")).toMatchObject({ Value: amis[0], Version: 1 });
  });

  test("is not valid in another region, nor in an account that it is not shared with", async () => {
    const elsewhere = await account(emulator, PLATFORM, "us-east-1");
    const consumer = await account(emulator, CONSUMER);
    for (const from of [elsewhere, consumer]) {
      await put({ Name: "/image/foreign", Value: amis[0], DataType: "aws:ec2:image" }, from);
      await expect(get("/image/foreign", from)).rejects.toMatchObject({ name: "ParameterNotFound" });
    }
  });

  test("is valid in an account that the AMI is shared with", async () => {
    const launchPermissions = [{ userId: CONSUMER }];
    const { imageId } = await emulator.images.seed({ name: "shared", region: REGION, launchPermissions });
    const consumer = await account(emulator, CONSUMER);
    await put({ Name: "/image/shared", Value: imageId, DataType: "aws:ec2:image" }, consumer);
    expect(await get("/image/shared", consumer)).toMatchObject({ Value: imageId });
  });

  test("needs type String", async () => {
    await expect(image("/image/list", amis[0], { Type: "StringList" })).rejects.toMatchObject({
      name: "ValidationException",
    });
  });

  test("shows the old value while it is being validated, and refuses a second write", async () => {
    await image("/image/slow", amis[0]);
    emulator.settings.parameterValidationDelay = 60_000;
    await expect(image("/image/slow", amis[1], { Overwrite: true })).resolves.toMatchObject({ Version: 2 });
    expect(await get("/image/slow")).toMatchObject({ Value: amis[0], Version: 1 });
    await expect(image("/image/slow", amis[0], { Overwrite: true })).rejects.toMatchObject({
      name: "TooManyUpdates",
    });
    emulator.settings.parameterValidationDelay = 0;
    expect(await get("/image/slow")).toMatchObject({ Value: amis[1], Version: 2, DataType: "aws:ec2:image" });
  });

  test("is not there until it has been validated, and not at all after a deletion", async () => {
    emulator.settings.parameterValidationDelay = 60_000;
    await image("/image/new", amis[0], { Tags: [{ Key: "team", Value: "platform" }] });
    await expect(get("/image/new")).rejects.toMatchObject({ name: "ParameterNotFound" });
    await image("/image/gone", amis[0]);
    await expect(platform.ssm.send(new DeleteParameterCommand({ Name: "/image/gone" }))).rejects.toThrow();
    emulator.settings.parameterValidationDelay = 0;
    expect(await get("/image/new")).toMatchObject({ Value: amis[0], Version: 1 });
    await expect(get("/image/gone")).rejects.toMatchObject({ name: "ParameterNotFound" });
  });
});

describe("an update", () => {
  test("without DataType keeps the data type", async () => {
    await image("/update/kept", amis[0]);
    await put({ Name: "/update/kept", Value: amis[1], Overwrite: true });
    expect(await get("/update/kept")).toMatchObject({ Value: amis[1], DataType: "aws:ec2:image" });
    await put({ Name: "/update/kept", Value: "text", Overwrite: true });
    expect(await get("/update/kept")).toMatchObject({ Value: amis[1], Version: 2 });
  });

  test("can't change the data type, the type, or go back to Standard", async () => {
    await put({ Name: "/update/text", Value: "a", Tier: "Advanced" });
    const change = { Name: "/update/text", Value: amis[0], Overwrite: true };
    await expect(put({ ...change, DataType: "aws:ec2:image" })).rejects.toMatchObject({
      name: "ValidationException",
    });
    await expect(put({ ...change, Type: "StringList" })).rejects.toMatchObject({
      name: "HierarchyTypeMismatchException",
    });
    await expect(put({ ...change, Tier: "Standard" })).rejects.toThrow("can't downgrade");
    await expect(put(change)).resolves.toMatchObject({ Version: 2, Tier: "Advanced" });
  });

  test("needs Overwrite, and takes no tags with it", async () => {
    await image("/update/there", amis[0]);
    await expect(image("/update/there", amis[1])).rejects.toMatchObject({ name: "ParameterAlreadyExists" });
    const Tags = [{ Key: "a", Value: "b" }];
    await expect(image("/update/there", amis[1], { Overwrite: true, Tags })).rejects.toThrow(
      "tags and overwrite",
    );
  });
});

describe("the name of a parameter", () => {
  const arnPrefix = `arn:aws:ssm:${REGION}:${PLATFORM}:parameter/`;
  test.each([
    ["one level", "golden"],
    ["15 levels", "/a".repeat(15)],
    ["1011 characters with the ARN", "n".repeat(1011 - arnPrefix.length)],
    ["all signs", "/Golden.web_1-x/AWS"],
  ])("may be %s", async (_what, Name) => {
    await expect(put({ Name, Value: "a" })).resolves.toMatchObject({ Version: 1 });
  });

  test.each([
    ["16 levels", "/a".repeat(16), "HierarchyLevelLimitExceededException"],
    ["1012 characters with the ARN", "n".repeat(1012 - arnPrefix.length), "ValidationException"],
    ["no leading slash", "golden/web", "ValidationException"],
    ["a trailing slash", "/golden/", "ValidationException"],
    ["an empty level", "/golden//web", "ValidationException"],
    ["a space", "/golden/my web", "ValidationException"],
    ["a colon", "/golden/web:1", "ValidationException"],
    ["the prefix aws", "AwsGolden", "ValidationException"],
    ["the prefix ssm", "/ssm/golden", "ValidationException"],
    ["the reserved /aws/", "/aws/service/web", "AccessDeniedException"],
  ])("may not have %s", async (_what, Name, name) => {
    await expect(put({ Name, Value: "a" })).rejects.toMatchObject({ name });
  });

  test("loses the spaces around it", async () => {
    await put({ Name: " /spaces/web ", Value: "a" });
    expect(await get("/spaces/web")).toMatchObject({ Name: "/spaces/web" });
  });
});

test.each([
  ["a reference in the value", { Value: "a{{ssm:other}}" }],
  ["4,097 characters in tier Standard", { Value: "a".repeat(4097) }],
  ["8,193 characters in tier Advanced", { Value: "a".repeat(8193), Tier: "Advanced" as const }],
  ["a description of 1,025 characters", { Description: "d".repeat(1025) }],
  ["no type", { Type: undefined }],
])("PutParameter refuses %s", async (_what, input) => {
  await expect(put({ Name: "/refused", ...input })).rejects.toMatchObject({ name: "ValidationException" });
});

test.each([
  ["4,096 characters in tier Standard", { Value: "a".repeat(4096) }],
  ["8,192 characters in tier Advanced", { Value: "a".repeat(8192), Tier: "Advanced" as const }],
  ["a description of 1,024 characters", { Description: "d".repeat(1024) }],
])("PutParameter takes %s", async (what, input) => {
  await expect(put({ Name: `/taken/${what.replace(/\W/g, "")}`, ...input })).resolves.toMatchObject({
    Version: 1,
  });
});
