import { Catalog, CatalogImage, CatalogVersion } from "../ami-catalog/model";
import { recipientsOf } from "../ami-catalog/recipients";
import { newVersionsFirst } from "./order";
import { keyInWords, originInWords, recipientsInWords, regionsInWords, sourceInWords } from "./words";

/** The steps from a source to those who launch, from left to right. */
export const COLUMNS = ["source", "AMIs", "version", "channel", "recipients"] as const;

/** A step of the flow. */
export type Column = (typeof COLUMNS)[number];

/** A box of the picture. */
export interface GraphNode {
  /** Unique in the graph: `source-0`. */
  readonly id: string;
  /** The step that it stands for. */
  readonly column: Column;
  /** Its name first, and then what is said of it. */
  readonly lines: readonly string[];
  /** Whether Terraform has let go of it. */
  readonly isReleased: boolean;
}

/** An arrow of the picture. */
export interface GraphEdge {
  /** `id` of the node that it begins at. */
  readonly from: string;
  /** `id` of the node that it ends at. */
  readonly to: string;
}

/** How one image goes from its sources to its recipients. */
export interface ImageGraph {
  /** Name of the image. */
  readonly image: string;
  /** The boxes, column by column. */
  readonly nodes: readonly GraphNode[];
  /** The arrows, from left to right. */
  readonly edges: readonly GraphEdge[];
}

/**
 * The flow of an image: source → AMIs → version → channel → recipients; without channels its versions lead to the
 * recipients. Regions in which all is alike are one node, so that it stays readable with many.
 * @param name an image of the catalog
 */
export function imageGraph(catalog: Catalog, name: string): ImageGraph {
  const image = catalog.images[name];
  const drawing = new Drawing(name);
  if (image) {
    draw(drawing, catalog, name, image);
  }
  return drawing;
}

class Drawing implements ImageGraph {
  readonly nodes: GraphNode[] = [];
  readonly edges: GraphEdge[] = [];

  constructor(readonly image: string) {}

  node(column: Column, lines: readonly string[], isReleased = false): string {
    const id = `${column.toLowerCase()}-${this.nodes.length}`;
    this.nodes.push({ id, column, lines, isReleased });
    return id;
  }

  edge(from: string, to: string): void {
    this.edges.push({ from, to });
  }
}

function draw(drawing: Drawing, catalog: Catalog, name: string, image: CatalogImage): void {
  const channels = Object.entries(image.channels ?? {}).map(([channel, version]) => ({
    version,
    node: () => drawing.node("channel", [channel, `${catalog.namespace}/${name}/${channel}`]),
  }));
  const [drawn, versions]: [string[], string[]] = [[], []];
  for (const [version, given] of newVersionsFirst(image.versions)) {
    const node = drawVersion(drawing, catalog, image, version, given);
    versions.push(node);
    for (const channel of channels.filter((each) => each.version === version)) {
      const id = channel.node();
      drawing.edge(node, id);
      drawn.push(id);
    }
  }
  for (const [recipients, regions] of groups(catalog, (region) =>
    recipientsInWords(recipientsOf(catalog, region, image)),
  )) {
    const id = drawing.node("recipients", [...recipients.split("\n"), ...regionsInWords(regions, catalog)]);
    (drawn.length > 0 ? drawn : versions).forEach((from) => drawing.edge(from, id));
  }
}

function drawVersion(
  drawing: Drawing,
  catalog: Catalog,
  image: CatalogImage,
  version: string,
  { source, state, deprecationTime }: CatalogVersion,
): string {
  const isReleased = state === "released";
  const from = drawing.node("source", sourceInWords(source), isReleased);
  const deprecated = deprecationTime === undefined ? [] : [`deprecation: ${deprecationTime.slice(0, 10)}`];
  const to = drawing.node(
    "version",
    [version, ...(isReleased ? ["released"] : []), ...deprecated],
    isReleased,
  );
  const made = (region: string) =>
    `${originInWords(source, region, catalog)}\n${keyInWords(catalog.regions[region] ?? {}, image)}`;
  for (const [how, regions] of groups(catalog, made)) {
    const names = regions.length > 3 ? [`${regions.length} regions`] : [regions.join(", ")];
    const node = drawing.node("AMIs", [...names, ...how.split("\n").filter(Boolean)], isReleased);
    drawing.edge(from, node);
    drawing.edge(node, to);
  }
  return to;
}

/** The regions by what is said of them. */
function groups({ regions }: Catalog, said: (region: string) => string): ReadonlyMap<string, string[]> {
  const grouped = new Map<string, string[]>();
  for (const region of Object.keys(regions)) {
    const words = said(region);
    grouped.set(words, [...(grouped.get(words) ?? []), region]);
  }
  return grouped;
}
