import { partitionOf } from "../../support/region";
import type { Snippet } from "./snippets";
import { ageInWords, deprecationInWords, isDeprecated } from "./age";
import { copyButton } from "./copy";
import { element } from "./dom";
import type { Page } from "./page";
import { isByArn } from "./sharing";

/** Stands in the ARN until somebody says which account publishes. */
const NO_ACCOUNT = "ACCOUNT_ID";

/** One channel of an image: what it names, and the lines to paste. */
export function channelSection(page: Page, image: string, channel: string): HTMLElement {
  const given = page.catalog.images[image];
  const version = given?.channels?.[channel] ?? "";
  const isArn = given !== undefined && isByArn(page, given);
  const heading = element("h4", { tabindex: "-1" }, channel);
  return element(
    "section",
    { class: "channel", "data-channel": channel },
    element("div", { class: "channel-head" }, heading, ...versionFacts(page, image, version)),
    reference(page, image, channel, isArn),
    snippet(page, image, channel, isArn),
  );
}

function versionFacts({ catalog, now }: Page, image: string, version: string): HTMLElement[] {
  const { deprecationTime } = catalog.images[image]?.versions[version] ?? {};
  const deprecation = deprecationInWords(deprecationTime, now);
  return [
    element("span", { class: "version" }, version),
    element("span", { class: "muted" }, `by its name: ${ageInWords(version, now)}`),
    element("span", { class: isDeprecated(deprecationTime, now) ? "badge warn" : "muted" }, deprecation),
  ];
}

function referenceOf({ catalog, choices }: Page, image: string, channel: string, isArn: boolean): string {
  const name = `${catalog.namespace}/${image}/${channel}`;
  const { region, publisherAccountId } = choices;
  return isArn
    ? `arn:${partitionOf(region)}:ssm:${region}:${publisherAccountId || NO_ACCOUNT}:parameter${name}`
    : name;
}

function reference(page: Page, image: string, channel: string, isArn: boolean): HTMLElement {
  const text = referenceOf(page, image, channel, isArn);
  const code = element("code", {}, text);
  const what = isArn ? "ARN" : "name";
  return element(
    "div",
    { class: "reference" },
    element("span", { class: "muted" }, `Parameter, by ${what}`),
    code,
    copyButton(page, "Copy", `Copy the ${what} of ${image}/${channel}`, text, code),
  );
}

function snippet(page: Page, image: string, channel: string, isArn: boolean): HTMLElement {
  const { consumer, region } = page.choices;
  const made = consumer.snippet({ reference: referenceOf(page, image, channel, isArn), isArn, region });
  const { code, line } = marked(made);
  const of = `${consumer.title}, ${image}/${channel}`;
  return element(
    "figure",
    { class: "snippet" },
    element(
      "figcaption",
      {},
      element("span", {}, consumer.title),
      line && made.line !== undefined
        ? copyButton(page, "Copy the line", `Copy the line for ${of}`, made.line.trim(), line)
        : undefined,
      copyButton(page, "Copy all", `Copy all for ${of}`, made.text, code),
    ),
    element("pre", { tabindex: "0", "aria-label": of, role: "region" }, code),
  );
}

/** The text as code, its line to paste marked. */
function marked({ text, line }: Snippet): { readonly code: HTMLElement; readonly line?: HTMLElement } {
  if (line === undefined) {
    return { code: element("code", {}, text) };
  }
  const [before = "", after = ""] = text.split(line);
  const mark = element("mark", {}, line);
  return { code: element("code", {}, before, mark, after), line: mark };
}
