import { TerraformStack } from "cdktf";
import { AmiSource, FromIdProps } from "../../../modules";
import { needsCopy } from "../../../modules/ami-distribution/copy-decision";
import { synthesized } from "../refusal";
import { AMI_ID, KEY_ARN, OTHER_REGION, REGION } from "../values";

type Wanted = Parameters<typeof needsCopy>[1];

const OTHER_KEY_ARN = KEY_ARN.replace("1234abcd", "0000abcd");

function decided(make: (stack: TerraformStack) => AmiSource, wanted: Partial<Wanted>): boolean | undefined {
  let decision: boolean | undefined;
  synthesized((stack) => {
    decision = needsCopy(make(stack), { region: REGION, ...wanted });
  });
  return decision;
}

test.each<[string, Partial<FromIdProps>, Partial<Wanted>, boolean]>([
  ["in the source's own region", {}, {}, false],
  ["in another region", { region: OTHER_REGION }, {}, true],
  ["of a stranger's AMI", { owned: false }, {}, true],
  ["where asked for", {}, { copyInSourceRegion: true }, true],
  ["where not asked for", {}, { copyInSourceRegion: false }, false],
  ["to encrypt", {}, { encrypted: true }, true],
  ["to encrypt what is known not to be", { encrypted: false }, { encrypted: true }, true],
  ["to encrypt what is encrypted", { encrypted: true }, { encrypted: true }, false],
  ["with no encryption wanted", {}, { encrypted: false }, false],
  ["under a key", {}, { encrypted: true, kmsKeyId: KEY_ARN }, true],
  [
    "under its own key",
    { encrypted: true, kmsKeyId: KEY_ARN },
    { encrypted: true, kmsKeyId: KEY_ARN },
    false,
  ],
  [
    "under another key",
    { encrypted: true, kmsKeyId: OTHER_KEY_ARN },
    { encrypted: true, kmsKeyId: KEY_ARN },
    true,
  ],
  [
    "under a key where its own is not known",
    { encrypted: true },
    { encrypted: true, kmsKeyId: KEY_ARN },
    true,
  ],
])("decides on a copy %s", (_, source, wanted, copied) => {
  const make = (stack: TerraformStack) =>
    AmiSource.fromId(stack, "Source", { amiId: AMI_ID, region: REGION, ...source });
  expect(decided(make, wanted)).toBe(copied);
});

test.each([
  ["floats", undefined, true],
  ["is firm", 3, false],
])("decides on a copy in the own region of a source that %s", (_, version, copied) => {
  const make = (stack: TerraformStack) =>
    AmiSource.fromParameter(stack, "Source", { parameterName: "/baked/web", version });
  expect(decided(make, {})).toBe(copied);
});
