export { imageGraph } from "./graph";
export type { GraphEdge, GraphNode, ImageGraph } from "./graph";
export { mermaid } from "./mermaid";
export { svg } from "./svg";
