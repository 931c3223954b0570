import { Command } from "./command";

export const check: Command = {
  name: "check",
  summary: "Say whether the file is good, or all that is wrong with it",
  operands: [],
  options: {},
  edits: false,
  details:
    "Prints OK and what the file holds. Everything that is wrong with it goes to standard error at once, each\n" +
    "with line and column, and warnings too; a warning alone is no failure.",
  example: "check --json",
  run({ file }) {
    const { images, regions } = file.catalog;
    const all = Object.values(images);
    const states = all.flatMap(({ versions }) => Object.values(versions).map(({ state }) => state));
    const counts = {
      images: all.length,
      versions: states.length,
      released: states.filter((state) => state === "released").length,
      channels: all.reduce((sum, { channels = {} }) => sum + Object.keys(channels).length, 0),
      regions: Object.keys(regions).length,
    };
    return {
      text: `OK: ${file.name} has ${sentence(counts)}\n`,
      document: { counts },
      warnings: file.warnings,
    };
  },
};

function sentence({ released, ...counts }: Record<string, number>): string {
  return Object.entries(counts)
    .map(([noun, count]) => {
      const what = `${count} ${count === 1 ? noun.slice(0, -1) : noun}`;
      return noun === "versions" && released ? `${what} (${released} released)` : what;
    })
    .join(", ");
}
