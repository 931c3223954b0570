import { element } from "./dom";
import type { Page } from "./page";

const SHOWN = 2000;

/**
 * A button that copies a text.
 * @param what its accessible name, which begins with the label
 * @param shown where the text stands in the page: it is selected where the browser gives no clipboard
 */
export function copyButton(
  page: Page,
  label: string,
  what: string,
  text: string,
  shown: Node,
): HTMLButtonElement {
  const button = element("button", { type: "button", class: "copy", "aria-label": what }, label);
  button.addEventListener("click", () => {
    void copy(text, shown).then((isCopied) => {
      button.textContent = isCopied ? "Copied" : "Press Ctrl+C";
      page.announce(isCopied ? "Copied" : "The text is selected: press Ctrl+C");
      setTimeout(() => (button.textContent = label), SHOWN);
    });
  });
  return button;
}

/** Pages that come over HTTP without TLS have no `navigator.clipboard`. */
async function copy(text: string, shown: Node): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    getSelection()?.selectAllChildren(shown);
    return document.execCommand("copy");
  }
}
