import { CopyImageCommand, DescribeImagesCommand, DescribeVpcsCommand } from "@aws-sdk/client-ec2";
import { GetParameterCommand, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import type { LoggedCall } from "../../emulator";
import { TestEmulator } from "./images-support";

const aws = new TestEmulator();
let ssm: SSMClient;
beforeAll(async () => {
  await aws.start();
  ssm = new SSMClient(aws.settings("eu-west-1", aws.emulator.accountId));
});
afterEach(() => aws.emulator.faults.clear());
afterAll(async () => {
  ssm.destroy();
  await aws.stop();
});

const inEurope = () => aws.ec2("eu-west-1");
const vpcs = (region: string) => aws.ec2(region).send(new DescribeVpcsCommand({}));

async function copy(name: string): Promise<string> {
  const { imageId } = await aws.seed(`source-of-${name}`);
  const command = new CopyImageCommand({ Name: name, SourceImageId: imageId, SourceRegion: "us-east-1" });
  return (await inEurope().send(command)).ImageId ?? "";
}

async function stateOf(imageId: string): Promise<[string | undefined, string | undefined]> {
  const { Images: [image] = [] } = await inEurope().send(new DescribeImagesCommand({ ImageIds: [imageId] }));
  return [image?.State, image?.StateReason?.Code];
}

test("a copy fails, or is never done, after AWS has answered", async () => {
  aws.emulator.faults.inject({ on: ["ec2:CopyImage"], kind: "fail", times: 1 });
  expect(await stateOf(await copy("fails"))).toEqual(["failed", "Server.InternalError"]);
  aws.emulator.faults.inject({ on: ["ec2:CopyImage"], kind: "hang", times: 1 });
  const hanging = await copy("hangs");
  expect(await stateOf(hanging)).toEqual(["pending", undefined]);
  const image = aws.emulator.images.get("eu-west-1", hanging);
  if (image) aws.emulator.images.settle(image, "available");
  expect((await stateOf(hanging))[0]).toBe("available");
  expect((await stateOf(await copy("is-done")))[0]).toBe("available");
});

test("a parameter keeps its old value without a word", async () => {
  const [first, second] = [await copy("first"), await copy("second")];
  const put = (Value: string) =>
    ssm.send(
      new PutParameterCommand({
        Name: "/late",
        Value,
        Type: "String",
        DataType: "aws:ec2:image",
        Overwrite: true,
      }),
    );
  const value = async () => (await ssm.send(new GetParameterCommand({ Name: "/late" }))).Parameter?.Value;
  await put(first);
  aws.emulator.faults.inject({ on: ["ssm:PutParameter"], kind: "fail", times: 1 });
  expect((await put(second)).Version).toBe(2);
  expect(await value()).toBe(first);
  await put(second);
  expect(await value()).toBe(second);
});

test("an answer is lost, and the call has had its effect", async () => {
  aws.emulator.faults.inject({ on: ["ec2:CopyImage"], kind: "lost", times: 1 });
  await expect(copy("lost")).rejects.toThrow();
  expect(aws.emulator.images.list("eu-west-1").map(({ name }) => name)).toContain("lost");
  expect(aws.emulator.calls.filter({ on: ["ec2:CopyImage"] }).at(-1)).toMatchObject({
    status: 200,
    fault: "lost",
  });
});

test("a fault of one region leaves the others alone", async () => {
  aws.emulator.faults.inject({ on: ["ec2:*"], kind: "error503", region: "eu-west-1" });
  await expect(vpcs("eu-west-1")).rejects.toMatchObject({ name: "Unavailable" });
  await expect(vpcs("us-east-1")).resolves.toBeDefined();
});

test("every image is remembered, deregistered ones too", async () => {
  const imageId = await copy("remembered");
  const image = aws.emulator.images.get("eu-west-1", imageId);
  if (image) image.state = "deregistered";
  const named = (images: readonly { readonly name: string }[]) => images.map(({ name }) => name);
  expect(named(aws.emulator.images.all("eu-west-1"))).toContain("remembered");
  expect(named(aws.emulator.images.list("eu-west-1"))).not.toContain("remembered");
});

test("a watcher is told of each call, when it comes and when it is answered", async () => {
  const told: [action: string, status: LoggedCall["status"]][] = [];
  const unwatch = aws.emulator.calls.watch(({ action, status }) => told.push([action, status]));
  await vpcs("us-east-1");
  unwatch();
  await vpcs("us-east-1");
  expect(told).toEqual([
    ["DescribeVpcs", undefined],
    ["DescribeVpcs", 200],
  ]);
});

test("while it is interrupted nobody is answered, and then on the same port with the same data", async () => {
  const imageId = await copy("stays");
  const back = aws.emulator.interrupt(200);
  await expect(vpcs("us-east-1")).rejects.toThrow(/ECONNREFUSED|socket hang up|ECONNRESET/);
  await back;
  expect(await stateOf(imageId)).toEqual(["available", undefined]);
});
