import { recipientsOf } from "../../ami-catalog/recipients";
import { byId } from "./dom";
import type { AmiRecipients } from "../../ami-launch-permissions";
import { type Asker, askerOf, launchable, overallVerdict, type Verdict, verdictOf } from "./launch";
import type { Page } from "./page";
import { hintFor, search, searchIndex } from "./search";

/** The images that are found, and a sentence that says how many. */
export interface Found {
  readonly names: readonly string[];
  readonly said: string;
}

export interface Finder {
  /** Finds anew, and shows it. */
  again(): void;
  /** Answers anew, and leaves the list as it is: who asks may be at work in it. */
  ask(): void;
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
    launchable(
      search(index, query.value).filter((name) => hasChannel(page, name, channel.value)),
      verdicts,
    );
  const ask = () => {
    const asker = askerOf(who.value);
    verdicts = verdictsFor(page, asker);
    hint.textContent = whoHint(page, who.value, asker) ?? emptyHint;
  };
  const again = () => {
    ask();
    const names = found();
    const count = countInWords(names.length, index.length);
    const why = names.length === 0 ? hintFor(query.value) : "";
    show({ names, said: why === "" ? count : `${count}. ${why}` });
  };

  form.hidden = false;
  form.addEventListener("input", again);
  form.addEventListener("submit", (event) => event.preventDefault());
  return {
    again,
    ask,
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

function whoHint({ choices }: Page, text: string, asker: Asker | undefined): string | undefined {
  if (asker?.kind === "account" && choices.publisherAccountId === "") {
    return "What isn't shared with it comes last";
  }
  return text.trim() !== "" && asker === undefined ? "Not read yet: 12 digits, o-… or ou-…" : undefined;
}

/** The answers for one asker: the same recipients are looked at once, however many images have them. */
function verdictsFor({ catalog, choices }: Page, asker: Asker | undefined) {
  const known = new Map<AmiRecipients, Verdict>();
  const inRegion = (region: string, name: string, who: Asker) => {
    const recipients = recipientsOf(catalog, region, catalog.images[name]);
    const verdict = known.get(recipients) ?? verdictOf(recipients, who, choices.publisherAccountId);
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
