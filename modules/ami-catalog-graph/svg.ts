import { COLUMNS, GraphNode, ImageGraph } from "./graph";

const FONT = 13;
const LINE = 18;
const PADDING = 10;
const COLUMN_GAP = 56;
const ROW_GAP = 14;
const MARGIN = 16;
const HEAD = 56;
const MOST_CHARACTERS = 36;
/** Width of a character of the widest usual font at `FONT`; that of a name is bold. */
const CHARACTER = 7.8;
const NAME_CHARACTER = 9;

interface Box extends GraphNode {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const STYLE = `
text{font:${FONT}px system-ui,sans-serif;fill:#1f2328}
.name{font-weight:600}.head{fill:#59636e}
rect{fill:#f6f8fa;stroke:#8c959f}.released rect{stroke-dasharray:4}
path{fill:none;stroke:#8c959f;stroke-width:1.5}
@media(prefers-color-scheme:dark){text{fill:#f0f6fc}.head{fill:#9198a1}rect{fill:#151b23;stroke:#656c76}path{stroke:#656c76}}
`;

/** The graph of an image as a picture that stands for itself: no script, no font and no file beside it. */
export function svg(graph: ImageGraph): string {
  const boxes = layOut(graph.nodes);
  const width = Math.max(...boxes.map(({ x, width: own }) => x + own), 0) + MARGIN;
  const height = Math.max(...boxes.map(({ y, height: own }) => y + own), HEAD) + MARGIN;
  const byId = new Map(boxes.map((box) => [box.id, box]));
  const edges = graph.edges.map(({ from, to }) => edgePath(byId.get(from), byId.get(to)));
  const heads = COLUMNS.flatMap((column) => {
    const first = boxes.find((box) => box.column === column);
    return first ? [`<text class="head" x="${first.x}" y="${HEAD - 12}">${column}</text>`] : [];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escaped(`${graph.image}: from its sources to its recipients`)}</title>`,
    `<style>${STYLE}</style>`,
    `<text class="name" x="${MARGIN}" y="22">${escaped(graph.image)}</text>`,
    ...heads,
    ...edges,
    ...boxes.map(boxElement),
    "</svg>\n",
  ].join("\n");
}

/** Columns from left to right; in each the boxes from top to bottom, the shorter columns in the middle. */
function layOut(nodes: readonly GraphNode[]): Box[] {
  let x = MARGIN;
  const columns = COLUMNS.map((column) => {
    const own = nodes.filter((node) => node.column === column);
    const width = Math.max(...own.map(widthOf), 0);
    const placed = stack(own, x, width);
    x += own.length > 0 ? width + COLUMN_GAP : 0;
    return placed;
  });
  const tallest = Math.max(...columns.map(heightOf), 0);
  return columns.flatMap((column) => {
    const down = Math.round((tallest - heightOf(column)) / 2);
    return column.map((box) => ({ ...box, y: box.y + down }));
  });
}

function stack(nodes: readonly GraphNode[], x: number, width: number): Box[] {
  let y = HEAD;
  return nodes.map((node) => {
    const box = { ...node, x, y, width, height: node.lines.length * LINE + PADDING };
    y += box.height + ROW_GAP;
    return box;
  });
}

function heightOf(column: readonly Box[]): number {
  const last = column.at(-1);
  return last ? last.y + last.height - HEAD : 0;
}

function widthOf({ lines }: GraphNode): number {
  const widths = lines.map(
    (line, index) => [...shortened(line)].length * (index === 0 ? NAME_CHARACTER : CHARACTER),
  );
  return Math.ceil(Math.max(...widths)) + 2 * PADDING;
}

function boxElement({ lines, isReleased, x, y, width, height }: Box): string {
  const texts = lines.map((line, index) => {
    const at = `x="${x + PADDING}" y="${y + PADDING / 2 + LINE * index + FONT}"`;
    return `<text ${index === 0 ? 'class="name" ' : ""}${at}>${escaped(shortened(line))}</text>`;
  });
  return `<g${isReleased ? ' class="released"' : ""}><title>${escaped(lines.join("\n"))}</title><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6"/>${texts.join("")}</g>`;
}

function edgePath(from: Box | undefined, to: Box | undefined): string {
  if (!from || !to) {
    return "";
  }
  const [x1, y1] = [from.x + from.width, from.y + from.height / 2];
  const [x2, y2] = [to.x, to.y + to.height / 2];
  const middle = (x1 + x2) / 2;
  return `<path d="M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}"/>`;
}

function shortened(line: string): string {
  const characters = [...line];
  return characters.length > MOST_CHARACTERS ? `${characters.slice(0, MOST_CHARACTERS - 1).join("")}…` : line;
}

/** Text of XML, without the characters that XML can't have. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`);
}
