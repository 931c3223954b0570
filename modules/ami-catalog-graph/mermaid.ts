import { ImageGraph } from "./graph";

/**
 * Graphs as Mermaid text, which GitHub, GitLab and many wikis draw.
 * @see https://mermaid.js.org/syntax/flowchart.html
 */
export function mermaid(graphs: readonly ImageGraph[]): string {
  const lines = graphs.flatMap(({ image, nodes, edges }, index) => {
    const id = (node: string) => `g${index}-${node}`;
    return [
      `  subgraph g${index}["${label([image])}"]`,
      ...nodes.map(
        (node) => `    ${id(node.id)}["${label(node.lines)}"]${node.isReleased ? ":::released" : ""}`,
      ),
      ...edges.map(({ from, to }) => `    ${id(from)} --> ${id(to)}`),
      "  end",
    ];
  });
  return ["flowchart LR", ...lines, "  classDef released stroke-dasharray: 4", ""].join("\n");
}

/** Text in quotes; Mermaid writes other characters by their number. */
function label(lines: readonly string[]): string {
  const escaped = lines.map((line) =>
    line
      .replace(/[\p{Cc}\p{Cs}]/gu, "\ufffd")
      .replace(/[^\p{L}\p{N} .,:/_-]/gu, (character) => `#${character.codePointAt(0)};`),
  );
  return escaped.join("<br>");
}
