import { PutParameterCommand } from "@aws-sdk/client-ssm";
import { type Emulator, startEmulator } from "../../emulator";
import { type Account, account, CONSUMER, PLATFORM, REGION } from "./rules-support";

const ORGANIZATION = "arn:aws:organizations::123456789012:organization/o-abcdefghij";
const FOREIGN = "arn:aws:organizations::999999999999:organization/o-zzzzzzzzzz";
const STRANGER = "333333333333";

let emulator: Emulator;
let platform: Account;
let consumer: Account;

beforeAll(async () => {
  emulator = await startEmulator();
  platform = await account(emulator, PLATFORM);
  consumer = await account(emulator, CONSUMER);
  emulator.organizations.join(PLATFORM, { organizationArn: ORGANIZATION });
  emulator.organizations.join(CONSUMER, { organizationArn: ORGANIZATION });
  for (const [Name, Tier] of [
    ["/ram/web", "Advanced"],
    ["/ram/standard", "Standard"],
  ] as const) {
    await platform.ssm.send(new PutParameterCommand({ Name, Value: "a", Type: "String", Tier }));
  }
});

afterAll(() => emulator.stop());

function arn(name: string): string {
  return `arn:aws:ssm:${REGION}:${PLATFORM}:parameter${name}`;
}

interface Share {
  readonly resourceShareArn: string;
}

async function create(body: object = {}): Promise<string> {
  const { resourceShare } = await platform.ram("createresourceshare", { name: "golden", ...body });
  return (resourceShare as Share).resourceShareArn;
}

function associations(resourceShareArn: string, associationType: string) {
  return platform.ram("getresourceshareassociations", {
    associationType,
    resourceShareArns: [resourceShareArn],
  });
}

test("a share is created, changed, tagged and deleted", async () => {
  const share = await create({ tags: [{ key: "team", value: "platform" }] });
  expect(share).toMatch(/^arn:aws:ram:eu-west-1:123456789012:resource-share\/[0-9a-f-]{36}$/);
  const resourceShareArns = [share];
  await platform.ram("updateresourceshare", { resourceShareArn: share, name: "renamed" });
  await platform.ram("tagresource", { resourceShareArn: share, tags: [{ key: "env", value: "test" }] });
  await platform.ram("untagresource", { resourceShareArn: share, tagKeys: ["team"] });
  const read = () => platform.ram("getresourceshares", { resourceOwner: "SELF", resourceShareArns });
  expect(await read()).toMatchObject({
    resourceShares: [
      {
        name: "renamed",
        status: "ACTIVE",
        owningAccountId: PLATFORM,
        allowExternalPrincipals: true,
        tags: [{ key: "env", value: "test" }],
      },
    ],
  });
  await platform.ram(`deleteresourceshare?resourceShareArn=${encodeURIComponent(share)}`, {}, "DELETE");
  expect(await read()).toMatchObject({ resourceShares: [{ status: "DELETED" }] });
  await expect(platform.ram("updateresourceshare", { resourceShareArn: share, name: "x" })).rejects.toThrow(
    "UnknownResourceException",
  );
  await expect(
    consumer.ram("getresourceshares", { resourceOwner: "SELF", resourceShareArns }),
  ).rejects.toThrow("UnknownResourceException");
});

test("principals and parameters are associated and disassociated", async () => {
  const share = await create();
  const entities = { resourceArns: [arn("/ram/web")], principals: [CONSUMER, ORGANIZATION] };
  await platform.ram("associateresourceshare", { resourceShareArn: share, ...entities });
  expect(await associations(share, "RESOURCE")).toMatchObject({
    resourceShareAssociations: [{ associatedEntity: arn("/ram/web"), status: "ASSOCIATED" }],
  });
  expect(await associations(share, "PRINCIPAL")).toMatchObject({
    resourceShareAssociations: [
      { associatedEntity: CONSUMER, status: "ASSOCIATED", external: false },
      { associatedEntity: ORGANIZATION, status: "ASSOCIATED", external: false },
    ],
  });
  expect(await platform.ram("listresourcesharepermissions", { resourceShareArn: share })).toMatchObject({
    permissions: [{ name: "AWSRAMDefaultPermissionSSMParameterReadOnly", resourceType: "ssm:Parameter" }],
  });
  const others = { resourceOwner: "OTHER-ACCOUNTS" };
  expect(await consumer.ram("listresources", { ...others, resourceType: "ssm:Parameter" })).toMatchObject({
    resources: [{ arn: arn("/ram/web"), resourceShareArn: share }],
  });
  expect(await consumer.ram("getresourceshares", others)).toMatchObject({
    resourceShares: [{ resourceShareArn: share }],
  });
  await platform.ram("disassociateresourceshare", { resourceShareArn: share, ...entities });
  expect(await associations(share, "RESOURCE")).toEqual({ resourceShareAssociations: [] });
  expect(await consumer.ram("listresources", others)).toEqual({ resources: [] });
  await expect(
    platform.ram("disassociateresourceshare", { resourceShareArn: share, ...entities }),
  ).rejects.toThrow("UnknownResourceException");
});

test("an external account stays associating until it accepts", async () => {
  const share = await create({ principals: [STRANGER] });
  expect(await associations(share, "PRINCIPAL")).toMatchObject({
    resourceShareAssociations: [{ associatedEntity: STRANGER, status: "ASSOCIATING", external: true }],
  });
  const stranger = await account(emulator, STRANGER);
  const invited = await stranger.ram("getresourceshareinvitations", { resourceShareArns: [share] });
  const [invitation] = invited.resourceShareInvitations as object[];
  await stranger.ram("rejectresourceshareinvitation", invitation);
  await expect(stranger.ram("acceptresourceshareinvitation", invitation)).rejects.toThrow("AlreadyRejected");
});

test.each([
  ["a Standard parameter", { resourceArns: [arn("/ram/standard")] }, "InvalidParameterException"],
  ["a parameter that is not there", { resourceArns: [arn("/ram/none")] }, "UnknownResourceException"],
  ["a parameter's name", { resourceArns: ["/ram/web"] }, "MalformedArnException"],
  [
    "another account's parameter",
    { resourceArns: [arn("/ram/web").replace(PLATFORM, CONSUMER)] },
    "OperationNotPermittedException",
  ],
  [
    "another region's parameter",
    { resourceArns: [arn("/ram/web").replace(REGION, "us-east-1")] },
    "InvalidParameterException",
  ],
  [
    "an external account where none is allowed",
    { allowExternalPrincipals: false, principals: [STRANGER] },
    "OperationNotPermittedException",
  ],
  ["an organisation of others", { principals: [FOREIGN] }, "UnknownResourceException"],
  ["an organisation by its ID", { principals: ["o-abcdefghij"] }, "InvalidParameterException"],
])("a share refuses %s, and is not created", async (_what, body, code) => {
  const before = await platform.ram("getresourceshares", { resourceOwner: "SELF" });
  await expect(create(body)).rejects.toThrow(code);
  expect(await platform.ram("getresourceshares", { resourceOwner: "SELF" })).toEqual(before);
});

test("resources of other services are kept", async () => {
  const subnet = `arn:aws:ec2:${REGION}:${PLATFORM}:subnet/subnet-0123456789abcdef0`;
  const share = await create({ resourceArns: [subnet], principals: [CONSUMER] });
  expect(await associations(share, "RESOURCE")).toMatchObject({
    resourceShareAssociations: [{ associatedEntity: subnet, status: "ASSOCIATED" }],
  });
});
