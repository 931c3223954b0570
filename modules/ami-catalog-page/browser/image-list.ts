import { element } from "./dom";
import type { ImageCard } from "./image-card";

/** At most so many cards are added to the page at once: a thousand would block each key press. */
const CHUNK = 100;

/** The cards that are found, more of them as the reader comes to the end. */
export class ImageList {
  private readonly cards = new Map<string, ImageCard>();
  private readonly more = element("button", { type: "button", class: "more", hidden: true }, "Show more");
  private readonly items = element("div", { class: "cards" });
  private found: readonly string[] = [];

  /** @param make makes the card of an image, once */
  constructor(
    container: HTMLElement,
    private readonly make: (name: string) => ImageCard,
  ) {
    container.replaceChildren(this.items, this.more);
    this.more.addEventListener("click", () => this.add());
    new IntersectionObserver(([entry]) => entry?.isIntersecting && this.add(), {
      rootMargin: "800px",
    }).observe(this.more);
  }

  /** The cards that were made, shown or not. */
  get made(): Iterable<ImageCard> {
    return this.cards.values();
  }

  /** Shows these images, in this order. */
  show(found: readonly string[]): void {
    this.found = found;
    this.items.replaceChildren();
    this.add();
  }

  /** Adds the next ones, at least as far as the named one. @returns its card */
  reach(name: string): ImageCard {
    const missing = this.found.indexOf(name) + 1 - this.items.childElementCount;
    if (missing > 0) {
      this.add(missing);
    }
    return this.card(name);
  }

  /** Adds all that are found. @returns their cards */
  all(): ImageCard[] {
    this.add(this.found.length);
    return this.found.map((name) => this.card(name));
  }

  private add(count = CHUNK): void {
    const first = this.items.childElementCount;
    const next = this.found.slice(first, first + count).map((name) => this.card(name));
    this.items.append(...next.map(({ element: card }) => card));
    this.more.hidden = this.items.childElementCount >= this.found.length;
  }

  private card(name: string): ImageCard {
    const card = this.cards.get(name) ?? this.make(name);
    this.cards.set(name, card);
    return card;
  }
}
