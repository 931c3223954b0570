import type { CatalogImage } from "../../ami-catalog/model";
import { imageGraph } from "../../ami-catalog-graph/graph";
import { newVersionsFirst } from "../../ami-catalog-graph/order";
import { svg } from "../../ami-catalog-graph/svg";
import { sourceInWords } from "../../ami-catalog-graph/words";
import type { AmiRecipients } from "../../ami-launch-permissions";
import { ageInWords, deprecationInWords, isDeprecated } from "./age";
import { element } from "./dom";
import type { Page } from "./page";
import { regionGroups } from "./regions";
import { table } from "./table";

const FEW = 8;

export function versionsTable({ now }: Page, { versions, channels = {} }: CatalogImage): HTMLElement {
  const namedBy = (version: string) => Object.keys(channels).filter((name) => channels[name] === version);
  const rows = newVersionsFirst(versions).map(([version, { source, deprecationTime, state }]) => [
    [version],
    [namedBy(version).join(", ") || "none"],
    [ageInWords(version, now)],
    [
      isDeprecated(deprecationTime, now)
        ? element("span", { class: "badge warn" }, deprecationInWords(deprecationTime, now))
        : deprecationInWords(deprecationTime, now),
    ],
    [state === "released" ? "released, its AMIs stay" : "active"],
    [element("span", { class: "long" }, sourceInWords(source).join(", "))],
  ]);
  const columns = ["Version", "Channels", "Date in its name", "Deprecation", "State", "Source"];
  return table("Versions", columns, rows);
}

export function regionsTable({ catalog }: Page, image: CatalogImage): HTMLElement {
  const rows = regionGroups(catalog, image).map(({ regions, encryption, kmsKeyArn, recipients }) => [
    [regions.join(", ")],
    [encryption, ...(kmsKeyArn === undefined ? [] : [element("code", { class: "block" }, kmsKeyArn)])],
    recipientsList(recipients),
  ]);
  return table("Regions", ["Regions", "Encryption", "Who may launch"], rows);
}

function recipientsList(recipients: AmiRecipients): (Node | string)[] {
  const { isPublic, accountIds = [], organizationArns = [], organizationalUnitArns = [] } = recipients;
  const mayCopy = accountIds.length > 0 && recipients.snapshotAccess === "copy";
  const last = (arn: string) => arn.split("/").at(-1) ?? arn;
  const lists = [
    ...counted("organisation", organizationArns.map(last)),
    ...counted("OU", organizationalUnitArns.map(last)),
    ...counted("account", accountIds),
    ...(mayCopy ? [element("div", {}, "accounts may copy it too")] : []),
  ];
  if (isPublic) {
    return ["everyone"];
  }
  return lists.length > 0 ? lists : ["the account that publishes, alone"];
}

/** `organisation o-x`; many are folded. */
function counted(what: string, ids: readonly string[]): Node[] {
  const [only, ...others] = ids;
  if (only === undefined) {
    return [];
  }
  if (others.length === 0) {
    return [element("div", {}, `${what} ${only}`)];
  }
  const title = `${ids.length} ${what}s`;
  return ids.length <= FEW
    ? [element("div", {}, `${title}: ${ids.join(", ")}`)]
    : [element("details", {}, element("summary", {}, title), ids.join(", "))];
}

export function tagsList({ tags = {} }: CatalogImage): HTMLElement | undefined {
  const entries = Object.entries(tags);
  return entries.length === 0
    ? undefined
    : element(
        "dl",
        { class: "tags" },
        ...entries.map(([key, value]) =>
          element("div", {}, element("dt", {}, key), element("dd", {}, value)),
        ),
      );
}

/** The picture that `ami-catalog graph` draws; at most a quarter smaller, so that it stays readable. */
export function picture({ catalog }: Page, name: string): HTMLElement {
  const image = element("img", {
    src: `data:image/svg+xml,${encodeURIComponent(svg(imageGraph(catalog, name)))}`,
    alt: `The way of ${name}, from its sources by AMIs, versions and channels to those who launch: what the tables say`,
  });
  image.addEventListener("load", () => (image.style.minWidth = `${image.naturalWidth * 0.75}px`));
  const label = `The way of ${name}`;
  return element("div", { class: "picture", tabindex: "0", role: "region", "aria-label": label }, image);
}
