import { type Found, findingFor, leftOver } from "../../../commands/adopt/findings";
import type { StateResource, Wanted } from "../../../commands/adopt/plan";

const NOTHING: Found = { images: [], parameters: [], keys: [], aliases: new Map(), shares: new Map() };
const COPY_NAME = "web-1-0a1b2c3d";
const AMI = "ami-0c3fd0f5d4e7a9b21";
const KEY = "1ca722a3-8adb-4693-a50a-e5c0aab94ee2";

function wanted(type: string, values: Wanted["values"], more: Partial<Wanted> = {}): Wanted {
  return {
    address: `${type}.it`,
    type,
    name: "it",
    provider: "registry.terraform.io/hashicorp/aws",
    values,
    ...more,
  };
}

function image(state: string, name = COPY_NAME, id = AMI): Found["images"][number] {
  return { id, arn: `arn:aws:ec2:eu-west-1::image/${id}`, name, state };
}

describe("a copy that the state lacks", () => {
  const copy = wanted("aws_ami_copy", { name: COPY_NAME });
  const find = (found: Found["images"][number]) => findingFor(copy, { ...NOTHING, images: [found] });

  test("is adopted when it is available", () => {
    expect(find(image("available"))).toMatchObject({ action: "adopt", address: "aws_ami_copy.it", id: AMI });
  });

  test("is left while it is pending, and destroyed when it has failed", () => {
    expect(find(image("pending"))).toMatchObject({
      action: "none",
      note: expect.stringContaining("is pending"),
    });
    expect(find({ ...image("failed"), reason: "no such key" })).toMatchObject({
      action: "destroy",
      note: `${COPY_NAME}, failed: no such key`,
    });
  });

  test("is untainted when the state holds it as one whose making didn't end well", () => {
    const tainted = { ...copy, taintedId: AMI };
    const images = [image("available")];
    expect(findingFor(tainted, { ...NOTHING, images })?.action).toBe("untaint");
    const other = { ...copy, taintedId: "ami-0d4fe1a6e5f8bac32" };
    expect(findingFor(other, { ...NOTHING, images })).toMatchObject({
      action: "none",
      id: AMI,
      note: expect.stringContaining("ami-0d4fe1a6e5f8bac32"),
    });
  });

  test("isn't another copy of the same version, and nothing is found before its name is known", () => {
    expect(find(image("available", "web-1-ffffffff"))).toBeUndefined();
    expect(
      findingFor(wanted("aws_ami_copy", {}), { ...NOTHING, images: [image("available")] }),
    ).toBeUndefined();
  });
});

test("a parameter is adopted with the value that it has", () => {
  const found = { name: "/golden/web/stable", arn: "arn:p", value: AMI };
  const parameter = wanted("aws_ssm_parameter", { name: "/golden/web/stable" });
  expect(findingFor(parameter, { ...NOTHING, parameters: [found] })).toMatchObject({
    action: "adopt",
    id: "/golden/web/stable",
    attributes: { arn: "arn:p", insecure_value: AMI },
  });
  const known = { ...parameter, values: { ...parameter.values, value: "x" } };
  expect(findingFor(known, { ...NOTHING, parameters: [found] })?.attributes).toEqual({ arn: "arn:p" });
  expect(findingFor(wanted("aws_ssm_parameter", { name: "/other" }), NOTHING)).toBeUndefined();
});

test("of several keys that were made for a stack, the one that the alias names is adopted", () => {
  const tags = { "ami-catalog:key": "golden/Key" };
  const key = wanted("aws_kms_key", { tags });
  const made = ["other", KEY].map((keyId) => ({ keyId, arn: `arn:${keyId}`, madeFor: "golden/Key" }));
  const alias = { values: { name: "alias/golden", target_key_id: KEY, arn: "arn:alias" } };
  const aliases = new Map([["alias/golden", alias]]);
  expect(findingFor(key, { ...NOTHING, keys: made, aliases })).toMatchObject({
    action: "adopt",
    id: KEY,
    attributes: { arn: `arn:${KEY}`, key_id: KEY },
  });
  expect(findingFor(key, { ...NOTHING, keys: made })?.id).toBe("other");
  expect(findingFor(wanted("aws_kms_key", {}), { ...NOTHING, keys: made })).toBeUndefined();
  expect(
    findingFor(wanted("aws_kms_alias", { name: "alias/golden" }), { ...NOTHING, aliases }),
  ).toMatchObject({
    action: "adopt",
    id: "alias/golden",
  });
});

test("one share of a name is adopted by its ARN, of several none is", () => {
  const share = wanted("aws_ram_resource_share", { name: "golden-Share" });
  const found = (one: { values: Wanted["values"] } | "missing" | "several") =>
    findingFor(share, { ...NOTHING, shares: new Map([["golden-Share", one]]) });
  expect(found({ values: { arn: "arn:share" } })).toMatchObject({ action: "adopt", id: "arn:share" });
  expect(found("several")).toMatchObject({ action: "none", note: expect.stringContaining("several") });
  expect(found("missing")).toBeUndefined();
});

test("a member of a share is adopted by the share and itself, when both are known", () => {
  const [share, parameter] = ["arn:share", "arn:parameter"];
  const find = (type: string, values: Wanted["values"]) => findingFor(wanted(type, values), NOTHING);
  const known = { resource_share_arn: share };
  expect(find("aws_ram_principal_association", { ...known, principal: "222222222222" })).toMatchObject({
    action: "adopt",
    id: "arn:share,222222222222",
  });
  expect(find("aws_ram_resource_association", { ...known, resource_arn: parameter })).toMatchObject({
    action: "adopt",
    id: "arn:share,arn:parameter",
  });
  expect(find("aws_ram_resource_association", known)).toBeUndefined();
  expect(find("aws_ram_principal_association", { principal: "222222222222" })).toBeUndefined();
});

test("resources of other types are none of its business", () => {
  expect(
    findingFor(wanted("aws_instance", { name: COPY_NAME }), { ...NOTHING, images: [image("available")] }),
  ).toBe(undefined);
});

describe("what was made beside that which the state holds", () => {
  const held = (type: string, values: StateResource["values"]): StateResource => ({
    address: `${type}.it`,
    mode: "managed",
    type,
    name: "it",
    values,
  });

  test("is said: another copy of a version, another key, another share", () => {
    const resources = [
      held("aws_ami_copy", { id: AMI, name: COPY_NAME }),
      held("aws_kms_key", { id: KEY, tags: { "ami-catalog:key": "golden/Key" } }),
      held("aws_ram_resource_share", { id: "arn:share", name: "golden-Share" }),
    ];
    const found: Found = {
      ...NOTHING,
      images: [image("available"), image("available", "web-1-ffffffff", "ami-0d4fe1a6e5f8bac32")],
      keys: [KEY, "other"].map((keyId) => ({ keyId, arn: "", madeFor: "golden/Key" })),
      shares: new Map([["golden-Share", "several"]]),
    };
    expect(leftOver(resources, [], found).map(({ action, type, id }) => [action, type, id])).toEqual([
      ["none", "aws_ami_copy", "ami-0d4fe1a6e5f8bac32"],
      ["none", "aws_kms_key", "other"],
      ["none", "aws_ram_resource_share", "golden-Share"],
    ]);
  });

  test("is neither what is to be adopted, nor an AMI of another image", () => {
    const tags = { "ami-catalog:version": "1" };
    const copy = wanted("aws_ami_copy", { name: COPY_NAME, tags });
    const others: [name: string, version: string | undefined][] = [
      ["web-0-ffffffff", "0"],
      ["web-api-1-ffffffff", "1"],
      ["web-0-fffffffe", undefined],
      ["webs-1-ffffffff", undefined],
      ["web-by-hand", undefined],
    ];
    const images = others.map(([name, version], index) => ({
      ...image("available", name, `ami-${index}`),
      version,
    }));
    const found = { ...NOTHING, images: [{ ...image("available"), version: "1" }, ...images] };
    expect(leftOver([], [copy], found).map(({ id }) => id)).toEqual(["ami-0", "ami-2"]);
  });
});
