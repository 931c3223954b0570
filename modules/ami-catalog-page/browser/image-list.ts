import { element } from "./dom";
import type { ImageCard } from "./image-card";

/** Cards that are on the page at first: more than a screen has, and few enough to be laid out at each key press. */
const FIRST = 30;
/** Cards that are added as the reader comes to the end. */
const CHUNK = 100;

/** The cards that are found, more of them as the reader comes to the end. */
export class ImageList {
  private readonly cards = new Map<string, ImageCard>();
  private readonly more = element("button", { type: "button", class: "more", hidden: true }, "Show more");
  private readonly items = element("div", { class: "cards" });
  private readonly end = new IntersectionObserver(([entry]) => entry?.isIntersecting && this.add(CHUNK), {
    rootMargin: "400px",
  });
  private found: readonly string[] = [];

  /** @param make makes the card of an image, once */
  constructor(
    container: HTMLElement,
    private readonly make: (name: string) => ImageCard,
  ) {
    container.replaceChildren(this.items, this.more);
    this.more.addEventListener("click", () => this.add(CHUNK));
  }

  /** The cards that were made, shown or not. */
  get made(): Iterable<ImageCard> {
    return this.cards.values();
  }

  /** Shows these images, in this order; the cards at the top stay where they are the same ones. */
  show(found: readonly string[]): void {
    const first = found.findIndex((name, index) => name !== this.found[index]);
    const kept = Math.min(first < 0 ? found.length : first, FIRST);
    this.found = found;
    [...this.items.children].slice(kept).forEach((item) => item.remove());
    this.add(FIRST - this.items.childElementCount);
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

  private add(count: number): void {
    const first = this.items.childElementCount;
    const next = this.found.slice(first, first + count).map((name) => this.card(name));
    this.items.append(...next.map(({ element: card }) => card));
    this.more.hidden = this.items.childElementCount >= this.found.length;
    // Observed anew, it is told of again where the end is still in sight.
    this.end.unobserve(this.more);
    this.end.observe(this.more);
  }

  private card(name: string): ImageCard {
    const card = this.cards.get(name) ?? this.make(name);
    this.cards.set(name, card);
    return card;
  }
}
