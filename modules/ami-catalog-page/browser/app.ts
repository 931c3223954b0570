import type { PageData } from "../page-data";
import { type Choices, firstChoices, keep } from "./choices";
import { byId, element } from "./dom";
import { ImageCard } from "./image-card";
import { ImageList } from "./image-list";
import { finder, type Found } from "./finder";
import type { Page } from "./page";
import { unfoldForPrint } from "./print";

/** Where the link to the images leads, which is no name of an image. */
const MAIN = "Main";

/** Brings the page to life. */
export function openPage(data: PageData): void {
  const status = byId("Status", HTMLElement);
  const spoken = byId("Spoken", HTMLElement);
  let choices = firstChoices(data);

  const page: Page = {
    ...data,
    now: new Date(),
    get choices() {
      return choices;
    },
    choose(changed: Partial<Choices>) {
      choices = { ...choices, ...changed };
      keep(choices);
      if (changed.publisherAccountId !== undefined) {
        find.ask();
      }
      for (const card of list.made) {
        card.refresh();
        card.showVerdict(find.verdict(card.name));
      }
    },
    announce(said) {
      // A new node is read out, even where the last one said the same.
      spoken.replaceChildren(element("span", {}, said));
    },
    visit,
  };

  const list = new ImageList(byId("List", HTMLElement), (name) => {
    const card = new ImageCard(page, name, data.catalog.images[name]);
    card.showVerdict(find.verdict(name));
    return card;
  });
  const find = finder(page, show);

  function show({ names, said }: Found): void {
    for (const card of list.made) {
      card.showVerdict(find.verdict(card.name));
    }
    list.show(names);
    status.textContent = said;
  }

  function visit(image: string, channel?: string): void {
    if (!Object.hasOwn(data.catalog.images, image)) {
      status.textContent = `There is no image ${image} in this catalog.`;
      return;
    }
    find.reveal(image);
    const card = list.reach(image);
    card.show(true);
    if (!card.focus(channel)) {
      status.textContent = `${image} has no channel ${channel}.`;
    }
  }

  /** `#al2023-arm64/stable`, however a chat has written the slash. */
  function visitHash(): void {
    const [image = "", channel] = location.hash.slice(1).replace(/%2f/i, "/").split("/");
    if (image !== "" && image !== MAIN) {
      visit(image, channel);
    }
  }

  find.again();
  const [only, ...others] = Object.keys(data.catalog.images);
  if (only !== undefined && others.length === 0) {
    list.reach(only).show(true);
  }
  visitHash();
  addEventListener("hashchange", visitHash);
  unfoldForPrint(list);
}
