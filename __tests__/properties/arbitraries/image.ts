import fc from "fast-check";
import { Place, textOfCharacters } from "./place";
import { recipients } from "./recipients";
import { source } from "./source";
import { fields, WrittenSource } from "./source-fields";
import { hostileText, oddName } from "./text";

/** An image as a catalog file writes it, and the files that its sources name. */
export interface WrittenImage {
  readonly name: string;
  readonly value: object;
  readonly files: Readonly<Record<string, string>>;
}

const DAY = 86_400_000;
/** Dates that stay good for a year: the same seed gives the same catalog on each day. */
const BEGIN = Date.UTC(2026, 0, 1);

const deprecationTime = fc.integer({ min: 0, max: 8 * 365 }).chain((days) => {
  const date = new Date(BEGIN + days * DAY).toISOString();
  return fc.constantFrom(date.slice(0, 10), date.replace(/:00\.000Z$/, ":00Z"));
});

const LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";
const nameOf = (first: string, rest: number) =>
  fc
    .tuple(textOfCharacters(first, 1), textOfCharacters(`${first}._-`, 0, rest))
    .map(([begin, more]) => begin + more);

const imageName = fc.oneof(
  { weight: 4, arbitrary: nameOf(LOWER, 20) },
  {
    weight: 1,
    arbitrary: oddName.filter((name) => !(name in {}) && /^[a-z0-9]+$/.test(name)),
  },
);
const levelName = fc.oneof(
  { weight: 4, arbitrary: nameOf(`${LOWER}ABCXYZ`, 15) },
  { weight: 1, arbitrary: oddName },
);
const channelName = levelName.filter((name) => name.toLowerCase() !== "versions");

/** What EC2 and SSM both take in a tag. */
const tagText = fc.string({ unit: fc.constantFrom(..."abZ019 _.:/=+-@é漢ט"), maxLength: 12 });
const tags = fc.dictionary(
  fc.oneof(
    fc.constantFrom("Name", "ami-catalog.version", "//", "Team:a+b=c", "__proto"),
    tagText.filter((text) => text !== ""),
  ),
  fc.oneof(fc.constantFrom("it is @ /home: 100", "2026.10", "true"), tagText),
  { maxKeys: 3, noNullPrototype: true },
);

const byCase = { selector: (name: string) => name.toLowerCase() };

function versions(place: Place, encrypts: boolean): fc.Arbitrary<[string, object, WrittenSource][]> {
  const version = fc
    .tuple(source(place, encrypts), fields({}, { deprecationTime }))
    .map(([given, more]): [object, WrittenSource] => [{ source: given.source, ...more }, given]);
  return fc
    .uniqueArray(levelName, { minLength: 1, maxLength: 2, ...byCase })
    .chain((names) =>
      fc.tuple(
        ...names.map((name) => version.map((made): [string, object, WrittenSource] => [name, ...made])),
      ),
    );
}

/** Each channel names one of the active versions; any version but those may be released. */
function withChannels(
  names: readonly string[],
): fc.Arbitrary<{ channels: Record<string, string>; released: string[] }> {
  return fc.uniqueArray(channelName, { maxLength: 2, ...byCase }).chain((channels) =>
    fc.tuple(...channels.map(() => fc.constantFrom(...names))).chain((named) =>
      fc.subarray(names.filter((name) => !named.includes(name))).map((released) => ({
        channels: Object.fromEntries(channels.map((channel, index) => [channel, named[index] ?? ""])),
        released,
      })),
    ),
  );
}

/** @param encrypts whether the regions have keys, so that an image may have any recipients */
export function image(place: Place, encrypts: boolean): fc.Arbitrary<WrittenImage> {
  const more = fields(
    {},
    {
      description: fc.oneof(
        fc.constant("The web server"),
        hostileText.map((text) => [...text].slice(0, 120).join("")),
      ),
      tags,
      encrypted: encrypts ? fc.constant(true) : fc.constant(false),
      shareWith: recipients(place.partition, { isPublic: !encrypts, copies: true }),
    },
  );
  return fc.tuple(imageName, versions(place, encrypts), more).chain(([name, made, rest]) =>
    withChannels(made.map(([version]) => version)).map(({ channels, released }) => ({
      name,
      value: {
        ...rest,
        versions: Object.fromEntries(
          made.map(([version, value]) => [
            version,
            released.includes(version) ? { ...value, state: "released" } : value,
          ]),
        ),
        channels,
      },
      files: Object.assign({}, ...made.map(([, , { files }]) => files ?? {})) as Record<string, string>,
    })),
  );
}
