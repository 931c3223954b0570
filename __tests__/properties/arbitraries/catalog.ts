import fc from "fast-check";
import { image } from "./image";
import { accountId, keyArn, Place, place, sometimes, textOfCharacters } from "./place";
import { fields } from "./source-fields";
import { recipients } from "./recipients";
import { state } from "./state";

/** A catalog as its file says it, before it is written. */
export interface WrittenCatalog {
  readonly data: object;
  /** What stands beside it: manifests. */
  readonly files: Readonly<Record<string, string>>;
}

/** Names that the file gives to account IDs and keys. */
export const ACCOUNT_NAMES = ["web-production", "data_1"] as const;

const namespace = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("/golden", "/team-a/images", "/v1_2") },
  {
    weight: 1,
    arbitrary: fc
      .tuple(...[1, 2, 3].map(() => textOfCharacters("bcdgxz019_-", 1, 8)))
      .map((levels) => `/g${levels.join("/")}`),
  },
  { weight: 1, arbitrary: fc.constantFrom("/golden.v2", "/a.b/c", "/G") },
);

interface Region {
  readonly code: string;
  readonly hasKey: boolean;
  readonly settings: object;
}

function region({ partition }: Place, code: string, hasKeys: boolean): fc.Arbitrary<Region> {
  const made = fields(
    { createKey: fc.constant(true) },
    { allowAutoScaling: fc.boolean(), allowSpot: fc.boolean() },
  );
  const own = fields({ kmsKeyArn: keyArn(partition, code) });
  const none = fc.constantFrom<object>({}, { createKey: false });
  return (hasKeys ? fc.oneof(made, own) : none).chain((settings) =>
    fc
      .option(recipients(partition, { isPublic: false, copies: false }), { freq: 4, nil: undefined })
      .map((shareWith) => ({
        code,
        hasKey: hasKeys,
        settings: shareWith ? { ...settings, shareWith } : settings,
      })),
  );
}

const copyTargets = (partition: string) =>
  fc.uniqueArray(
    accountId.map((id) => ({
      accountId: id,
      roleArn: `arn:${partition}:iam::${id}:role/publish/parameters`,
    })),
    { maxLength: 2, selector: ({ accountId: id }) => id },
  );

function catalogOf(where: Place, encrypts: boolean): fc.Arbitrary<WrittenCatalog> {
  const { partition, homeRegion, regions } = where;
  const images = sometimes.chain((several) =>
    fc.uniqueArray(image(where, encrypts), {
      minLength: 1,
      maxLength: several ? 2 : 1,
      selector: ({ name }) => name,
    }),
  );
  return fc
    .record({
      namespace,
      regions: fc.tuple(...regions.map((code) => region(where, code, encrypts))),
      images,
      accounts: fc.tuple(...ACCOUNT_NAMES.map(() => accountId)),
      more: fields(
        {},
        {
          shareWith: recipients(partition, { isPublic: !encrypts, copies: false }),
          shareParameters: fc.boolean(),
          copyParametersTo: copyTargets(partition),
          verify: fc.boolean(),
          state: state(homeRegion, partition),
        },
      ),
    })
    .map(({ namespace: first, regions: all, images: made, accounts, more }) => ({
      data: {
        accounts: Object.fromEntries(ACCOUNT_NAMES.map((name, index) => [name, accounts[index]])),
        namespace: "hcpTerraform" in Object(Reflect.get(more, "state")) ? first.replaceAll(".", "_") : first,
        homeRegion,
        regions: Object.fromEntries(all.map(({ code, settings }) => [code, settings])),
        images: Object.fromEntries(made.map(({ name, value }) => [name, value])),
        ...more,
      },
      files: Object.assign({}, ...made.map(({ files }) => files)) as Record<string, string>,
    }));
}

/** A catalog that is good as far as one can see, with every key that the format has. */
export const catalog: fc.Arbitrary<WrittenCatalog> = fc
  .tuple(place, fc.boolean())
  .chain(([where, encrypts]) => catalogOf(where, encrypts));
