import type { CatalogImage } from "../../ami-catalog/model";
import { SNIPPET_CONSUMERS } from "./snippets";
import { element, prose } from "./dom";
import type { Page } from "./page";
import { isByArn, isReadElsewhere } from "./sharing";

const BY_NAME = "name";
const BY_ARN = "arn";
const ANOTHER_ACCOUNT = "another account, by ARN";

/** Controls that say how the lines to paste are written. */
export interface ChoicesRow {
  readonly element: HTMLElement;
  /** Shows what was chosen in another image. */
  refresh(): void;
}

/** @param id begins the IDs of the controls */
export function choicesRow(page: Page, image: CatalogImage, id: string): ChoicesRow {
  const consumer = select(SNIPPET_CONSUMERS.map(({ id: value, title }) => [value, title]));
  const from = select([
    [BY_NAME, "the publishing account"],
    [BY_ARN, ANOTHER_ACCOUNT],
  ]);
  const region = select(Object.keys(page.catalog.regions).map((code) => [code, code]));
  const publisher = element("input", {
    inputmode: "numeric",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: "12 digits",
  });
  const publisherField = field(`${id}/publisher`, "Account that publishes", publisher);
  const note = element("p", { class: "note" });
  const copies = page.catalog.parameterAccounts;
  const others = copies.length > 0 ? ` By name in these accounts too: ${copies.join(", ")}.` : "";

  consumer.addEventListener("change", () => {
    page.choose({ consumer: SNIPPET_CONSUMERS.find((each) => each.id === consumer.value) });
  });
  from.addEventListener("change", () => page.choose({ byArn: from.value === BY_ARN }));
  region.addEventListener("change", () => page.choose({ region: region.value }));
  publisher.addEventListener("input", () => page.choose({ publisherAccountId: accountIn(publisher) }));

  const refresh = () => {
    consumer.value = page.choices.consumer.id;
    const [, byArn] = from.options;
    byArn.disabled = !isReadElsewhere(page, image);
    byArn.text = `${ANOTHER_ACCOUNT}${byArn.disabled ? " (not shared)" : ""}`;
    from.value = isByArn(page, image) ? BY_ARN : BY_NAME;
    region.value = page.choices.region;
    if (accountIn(publisher) !== page.choices.publisherAccountId) {
      publisher.value = page.choices.publisherAccountId;
    }
    note.replaceChildren(...prose(page.choices.consumer.note), others);
    publisherField.hidden = !isByArn(page, image) || page.publisherAccountId !== undefined;
  };
  refresh();
  const row = element(
    "div",
    { role: "group", "aria-label": "How the lines to paste are written" },
    element(
      "div",
      { class: "choices" },
      field(`${id}/consumer`, "The line to paste for", consumer),
      field(`${id}/from`, "Used in", from),
      publisherField,
      field(`${id}/region`, "Region", region),
    ),
    note,
  );
  return { element: row, refresh };
}

/** The account ID in a field; empty while it is none. */
function accountIn({ value }: HTMLInputElement): string {
  return /^\d{12}$/.test(value.trim()) ? value.trim() : "";
}

function select(options: readonly (readonly [value: string, title: string])[]): HTMLSelectElement {
  return element("select", {}, ...options.map(([value, title]) => element("option", { value }, title)));
}

function field(id: string, label: string, control: HTMLElement): HTMLElement {
  control.id = id;
  return element("div", { class: "field" }, element("label", { for: id }, label), control);
}
