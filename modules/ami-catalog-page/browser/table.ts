import { element } from "./dom";

type Cell = readonly (Node | string)[];

/**
 * A table that phones show as a block for each row: the roles keep it a table for screen readers, since
 * CSS that changes `display` takes them away.
 */
export function table(label: string, columns: readonly string[], rows: readonly (readonly Cell[])[]) {
  return element(
    "table",
    { role: "table", "aria-label": label },
    element(
      "thead",
      { role: "rowgroup" },
      element(
        "tr",
        { role: "row" },
        ...columns.map((column) => element("th", { role: "columnheader", scope: "col" }, column)),
      ),
    ),
    element("tbody", { role: "rowgroup" }, ...rows.map((cells) => row(columns, cells))),
  );
}

function row(columns: readonly string[], [first = [], ...others]: readonly Cell[]): HTMLElement {
  return element(
    "tr",
    { role: "row" },
    element("th", { role: "rowheader", scope: "row" }, ...first),
    ...others.map((cell, index) =>
      element("td", { role: "cell", "data-label": columns[index + 1] }, element("span", {}, ...cell)),
    ),
  );
}
