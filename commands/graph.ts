import { join } from "node:path";
import { imageGraph, ImageGraph, mermaid, svg } from "../modules/ami-catalog-graph";
import { Command } from "./command";
import { imageOf } from "./look-up";
import { writeMadeFile } from "./replace-file";

const DEFAULT_FOLDER = "cdktf.out/graph";
const ALL = "catalog";
/**
 * Mermaid draws no more, unless its settings are changed, and GitHub's and GitLab's aren't.
 * @see https://mermaid.js.org/config/schema-docs/config.html
 */
const MAX = { edges: 500, characters: 50_000 } as const;

export const graph: Command = {
  name: "graph",
  summary: "Draw the way of an image, or of all, from source to recipients, as SVG and Mermaid",
  operands: ["[IMAGE]"],
  options: {
    out: {
      type: "string",
      placeholder: "DIR",
      help: `where IMAGE.svg, IMAGE.mmd and catalog.mmd go; default: ${DEFAULT_FOLDER}`,
    },
  },
  edits: false,
  details:
    "Writes a picture IMAGE.svg and a Mermaid text IMAGE.mmd for each image, and without IMAGE catalog.mmd with all of\n" +
    "them, and prints the Mermaid text. Mermaid draws 500 edges and 50,000 characters at most: what is longer together\n" +
    "is neither written nor printed. Regions in which all is alike are one box. With --dry-run it writes nothing.",
  example: "graph al2023-arm64 --out docs",
  run({ file, operands: [image], options, dryRun }) {
    const names = image === undefined ? Object.keys(file.catalog.images) : [image];
    names.forEach((name) => imageOf(file, name));
    const graphs = names.map((name) => imageGraph(file.catalog, name));
    const text = mermaid(graphs);
    const excess = excessOf(graphs, text);
    const whole = image === undefined && excess === undefined ? text : undefined;
    const written = dryRun ? [] : write(options.text("out") ?? DEFAULT_FOLDER, graphs, whole);
    return {
      text: excess ?? text,
      document: { written, mermaid: excess === undefined ? text : null, images: graphs },
      warnings: file.warnings,
    };
  },
};

/** In words why Mermaid won't draw it; undefined where it will. */
function excessOf(graphs: readonly ImageGraph[], text: string): string | undefined {
  const edges = graphs.reduce((sum, each) => sum + each.edges.length, 0);
  if (edges <= MAX.edges && text.length <= MAX.characters) {
    return undefined;
  }
  const [first, ...others] = graphs;
  const what = first && others.length === 0 ? first.image : `all ${graphs.length} images together`;
  const wayOut =
    others.length === 0
      ? "its SVG has all of it"
      : "`graph IMAGE` prints one, IMAGE.mmd and IMAGE.svg have each by itself";
  return (
    `The Mermaid text of ${what} has ${inWords(edges)} edges and ${inWords(text.length)} characters, and Mermaid\n` +
    `draws ${inWords(MAX.edges)} and ${inWords(MAX.characters)} at most: ${wayOut}.\n`
  );
}

function inWords(count: number): string {
  return count.toLocaleString("en");
}

/** @param whole text of all images, for `catalog.mmd`, unless an image is called so */
function write(folder: string, graphs: readonly ImageGraph[], whole: string | undefined): string[] {
  const hasImage = graphs.some(({ image }) => image === ALL);
  const files = [
    ...graphs.flatMap((each) => [
      [`${each.image}.svg`, svg(each)] as const,
      [`${each.image}.mmd`, mermaid([each])] as const,
    ]),
    ...(whole === undefined || hasImage ? [] : [[`${ALL}.mmd`, whole] as const]),
  ];
  return files.map(([name, content]) => {
    const path = join(folder, name);
    writeMadeFile(path, content);
    return path;
  });
}
