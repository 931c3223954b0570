import { recipientsOf } from "../../ami-catalog/recipients";
import { byId } from "./dom";
import type { AmiRecipients } from "../../ami-launch-permissions";
import { type Asker, askerOf, overallVerdict, type Verdict, verdictOf } from "./launch";
import type { Page } from "./page";
import { search, searchIndex } from "./search";

/** The images that are found, and a sentence that says how many. */
export interface Found {
  readonly names: readonly string[];
  readonly said: string;
}

export interface Finder {
  /** Finds anew, and shows it. */
  again(): void;
  /** Takes away what hides an image. */
  reveal(name: string): void;
  /** The answer to who asks; nothing where nobody does. */
  verdict(name: string): Verdict | undefined;
}

/** The three fields above the list: search, channel, and who wants to launch. */
export function finder(page: Page, show: (found: Found) => void): Finder {
  const index = searchIndex(page.catalog);
  const form = byId("Find", HTMLFormElement);
  const query = byId("Query", HTMLInputElement);
  const channel = byId("Channel", HTMLSelectElement);
  const who = byId("Who", HTMLInputElement);
  const hint = byId("WhoHint", HTMLElement);
  const emptyHint = hint.textContent;

  let verdicts = verdictsFor(page, askerOf(who.value));
  const found = () =>
    search(index, query.value).filter(
      (name) => hasChannel(page, name, channel.value) && verdicts(name)?.answer !== "no",
    );
  const again = () => {
    const asker = askerOf(who.value);
    verdicts = verdictsFor(page, asker);
    const isUnread = who.value.trim() !== "" && asker === undefined;
    hint.textContent = isUnread ? "Not read yet: 12 digits, o-… or ou-…" : emptyHint;
    const names = found();
    show({ names, said: countInWords(names.length, index.length) });
  };

  form.hidden = false;
  form.addEventListener("input", again);
  form.addEventListener("submit", (event) => event.preventDefault());
  return {
    again,
    verdict: (name) => verdicts(name),
    reveal(name) {
      if (!found().includes(name)) {
        form.reset();
        again();
      }
    },
  };
}

function hasChannel({ catalog }: Page, name: string, channel: string): boolean {
  return channel === "" || Object.hasOwn(catalog.images[name]?.channels ?? {}, channel);
}

/** The answers for one asker: the same recipients are looked at once, however many images have them. */
function verdictsFor({ catalog, publisherAccountId }: Page, asker: Asker | undefined) {
  const known = new Map<AmiRecipients, Verdict>();
  const inRegion = (region: string, name: string, who: Asker) => {
    const recipients = recipientsOf(catalog, region, catalog.images[name]);
    const verdict = known.get(recipients) ?? verdictOf(recipients, who, publisherAccountId);
    known.set(recipients, verdict);
    return verdict;
  };
  return (name: string): Verdict | undefined =>
    asker &&
    overallVerdict(
      new Map(Object.keys(catalog.regions).map((region) => [region, inRegion(region, name, asker)])),
    );
}

function countInWords(found: number, all: number): string {
  const images = all === 1 ? "image" : "images";
  return found === all ? `${all} ${images}` : `${found} of ${all} ${images}`;
}
