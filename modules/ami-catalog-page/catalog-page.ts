import type { Catalog } from "../ami-catalog/model";
import { AmiCatalogError, checkAccountId } from "../support";
import { SCRIPT, STYLE } from "./assets";
import { escaped, hashSource, scriptJson } from "./html";
import { pageHead, pageList } from "./page-parts";
import { publishedCatalog } from "./page-data";

export interface CatalogPageOptions {
  /** Account that publishes the catalog, 12 digits, for the ARNs of the parameters. @default - the page asks for it */
  readonly publisherAccountId?: string;
}

/**
 * The catalog as one HTML page for those who launch: it needs no server, and asks for nothing. It has
 * no date of its own, so the same catalog yields the same text; ages are computed when it is read. All
 * text of the catalog is escaped, and its policy lets no script run but the page's own.
 * @throws AmiCatalogError ACCOUNT_ID_INVALID
 * @see https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CSP
 */
export function catalogPage(catalog: Catalog, { publisherAccountId }: CatalogPageOptions = {}): string {
  checkPublisher(publisherAccountId);
  const published = publishedCatalog(catalog);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy())}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Images of ${escaped(published.namespace)}</title>
<style>${STYLE}</style>
</head>
<body>
<div class="page">
${pageHead(published)}
<main id="Main" tabindex="-1">
<p class="status" id="Status" role="status"></p>
<div id="List">
${pageList(published)}
</div>
<div class="spoken" id="Spoken" aria-live="polite"></div>
</main>
</div>
<script type="application/json" id="Data">${scriptJson({ catalog: published, publisherAccountId })}</script>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

function checkPublisher(value: string | undefined): void {
  const finding = value === undefined ? undefined : checkAccountId(value);
  if (finding) {
    throw new AmiCatalogError([{ ...finding, path: "catalogPage", prop: "publisherAccountId", value }]);
  }
}

/** Nothing is loaded, sent or framed in; pictures are made on the page. */
function policy(): string {
  return [
    "default-src 'none'",
    `script-src ${hashSource(SCRIPT)}`,
    `style-src ${hashSource(STYLE)}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join("; ");
}
