/// <reference lib="dom" />
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { catalogPage } from "../../modules/ami-catalog-page";
import { catalogOfSize } from "../catalog-input";
import { chromiumPath } from "../chromium";
import { Figure, median, Row } from "../figure";
import { REGIONS } from "../input";
import { inTemporaryFolder } from "../temporary-folder";

const IMAGES = 1000;
const FEW = 10;
const ROUNDS = 5;
/** Finds all images, then some, then few, then none, and all again. */
const TYPED = ["i", "im", "image-1", "image-11", "image-11x", ""];

/** Milliseconds of each key, from the event to the layout that shows what it finds. */
async function keyPresses(browser: Browser, file: string): Promise<readonly number[]> {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(file).href);
  const times = await page.evaluate(
    ([rounds, texts]) => {
      const query = document.getElementById("Query") as HTMLInputElement;
      const key = (text: string): number => {
        const start = performance.now();
        query.value = text;
        query.dispatchEvent(new InputEvent("input", { bubbles: true }));
        document.body.getBoundingClientRect();
        return performance.now() - start;
      };
      return Array.from({ length: rounds }, () => texts.map(key)).flat();
    },
    [ROUNDS, TYPED] as const,
  );
  await page.close();
  return times;
}

function write(folder: string, images: number): string {
  const size = { regions: REGIONS.length, images, versions: 3, recipients: 100 };
  const file = join(folder, `${images}.html`);
  writeFileSync(file, catalogPage(catalogOfSize(size)));
  return file;
}

async function measure(): Promise<readonly Figure[]> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) {
    process.stderr.write("skipped: Chromium is missing: apt-get install chromium\n");
    return [];
  }
  const browser = await chromium.launch({ executablePath });
  try {
    return await inTemporaryFolder((folder) => figures(browser, folder));
  } finally {
    await browser.close();
  }
}

async function figures(browser: Browser, folder: string): Promise<readonly Figure[]> {
  const few = await keyPresses(browser, write(folder, FEW));
  const all = await keyPresses(browser, write(folder, IMAGES));
  return [
    {
      name: `page of ${IMAGES} images, a key in its search`,
      value: Math.max(...all),
      limit: 50,
      unit: "ms",
      goal: "at most",
      detail: `the slowest of ${all.length} keys; median ${median(all).toPrecision(2)} ms, of ${FEW} images ${median(few).toPrecision(2)} ms`,
    },
  ];
}

/** The catalog page in Chromium: how long a key keeps it from answering. */
export const page: Row = { title: `a key in the search of a page of ${IMAGES} images`, measure };
