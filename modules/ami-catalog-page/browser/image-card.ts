import type { CatalogImage } from "../../ami-catalog/model";
import { channelSection } from "./channel-section";
import { type ChoicesRow, choicesRow } from "./choices-row";
import { picture, regionsTable, tagsList, versionsTable } from "./details";
import { isDeprecated } from "./age";
import { element } from "./dom";
import type { Verdict } from "./launch";
import type { Page } from "./page";

/** One image: a heading with its channels, and below it all the rest, which is made when it is opened. */
export class ImageCard {
  readonly element: HTMLElement;
  private readonly button: HTMLButtonElement;
  private readonly panel: HTMLElement;
  private readonly verdict = element("p", { class: "verdict", hidden: true });
  private readonly channels = element("div", { class: "channel-list" });
  private choices?: ChoicesRow;

  constructor(
    private readonly page: Page,
    readonly name: string,
    private readonly image: CatalogImage,
  ) {
    const id = `Image/${name}`;
    this.button = element("button", { type: "button", "aria-expanded": "false", "aria-controls": id }, name);
    this.button.addEventListener("click", () => this.toggle());
    this.panel = element("div", { class: "panel", id, hidden: true });
    this.element = element(
      "article",
      { "data-image": name },
      element(
        "header",
        {},
        element(
          "div",
          {},
          element("h2", {}, this.button),
          element("p", { class: "description" }, image.description ?? ""),
          this.verdict,
        ),
        this.links(),
      ),
      this.panel,
    );
  }

  get isOpen(): boolean {
    return !this.panel.hidden;
  }

  /** @param isOpen whether all of it shall be shown */
  show(isOpen: boolean): void {
    if (isOpen && this.choices === undefined) {
      this.fill();
    }
    this.panel.hidden = !isOpen;
    this.button.setAttribute("aria-expanded", String(isOpen));
  }

  /** Writes the lines to paste anew. */
  refresh(): void {
    if (this.choices !== undefined) {
      this.choices.refresh();
      this.channels.replaceChildren(...this.sections());
    }
  }

  showVerdict(verdict: Verdict | undefined): void {
    this.verdict.hidden = verdict === undefined;
    this.verdict.dataset.answer = verdict?.answer ?? "";
    this.verdict.textContent = verdict ? `${LABELS[verdict.answer]}: ${verdict.why}` : "";
  }

  /** Brings the image, or one of its channels, to the reader. @returns whether it has that channel */
  focus(channel?: string): boolean {
    const section = [...this.channels.children].find(
      (each) => each instanceof HTMLElement && each.dataset.channel === channel,
    );
    (section ?? this.element).scrollIntoView({ block: "start" });
    (section?.querySelector("h4") ?? this.button).focus({ preventScroll: true });
    return section !== undefined || channel === undefined;
  }

  private toggle(): void {
    this.show(!this.isOpen);
    history.replaceState(null, "", this.isOpen ? `#${this.name}` : "#");
  }

  private links(): HTMLElement {
    const { channels = {}, versions } = this.image;
    const items = Object.entries(channels).map(([channel, version]) => {
      const isOld = isDeprecated(versions[version]?.deprecationTime, this.page.now);
      const link = element(
        "a",
        { href: `#${this.name}/${channel}`, class: isOld ? "old" : undefined },
        element("b", {}, channel),
        ` ${version}${isOld ? ", deprecated" : ""}`,
      );
      link.addEventListener("click", () => this.page.visit(this.name, channel));
      return element("li", {}, link);
    });
    return items.length > 0
      ? element("ul", { class: "links", "aria-label": `Channels of ${this.name}` }, ...items)
      : element("p", { class: "muted" }, "no channels");
  }

  private fill(): void {
    const hasChannels = Object.keys(this.image.channels ?? {}).length > 0;
    this.choices = choicesRow(this.page, this.image, `Choices/${this.name}`);
    this.channels.replaceChildren(...this.sections());
    const tags = tagsList(this.image);
    this.panel.append(
      ...(hasChannels ? [element("h3", {}, "Channels"), this.choices.element, this.channels] : []),
      element("h3", {}, "Versions"),
      versionsTable(this.page, this.image),
      element("h3", {}, "Where, and for whom"),
      regionsTable(this.page, this.image),
      ...(tags ? [element("h3", {}, "Tags"), tags] : []),
      element("h3", {}, "From source to recipients"),
      picture(this.page, this.name),
    );
  }

  private sections(): HTMLElement[] {
    return Object.keys(this.image.channels ?? {}).map((channel) =>
      channelSection(this.page, this.name, channel),
    );
  }
}

const LABELS: Readonly<Record<Verdict["answer"], string>> = {
  yes: "Yes",
  maybe: "Perhaps",
  publisher: "Perhaps",
  no: "No",
};
