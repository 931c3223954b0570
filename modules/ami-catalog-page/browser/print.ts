import type { ImageCard } from "./image-card";
import type { ImageList } from "./image-list";

/** Paper has no buttons: what is found is printed whole, and folded again afterwards. */
export function unfoldForPrint(list: ImageList): void {
  let opened: (ImageCard | HTMLDetailsElement)[] = [];
  addEventListener("beforeprint", () => {
    const cards = list.all().filter(({ isOpen }) => !isOpen);
    cards.forEach((card) => card.show(true));
    const details = [...document.querySelectorAll<HTMLDetailsElement>("details:not([open])")];
    details.forEach((each) => (each.open = true));
    opened = [...cards, ...details];
  });
  addEventListener("afterprint", () => {
    opened.forEach((each) => (each instanceof HTMLDetailsElement ? (each.open = false) : each.show(false)));
  });
}
