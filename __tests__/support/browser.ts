import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { chromiumPath } from "../../bench/chromium";

const SECONDS = 60;
/** A time at which ages are known. */
const NOW = new Date("2026-11-25T12:00:00Z");

/** What a test with a browser works with. */
export interface BrowserTest {
  /** A page of its own, opened at the address, and gone after the test; its clock stands. */
  open(url: string, options?: BrowserContextOptions): Promise<OpenPage>;
}

export interface OpenPage {
  readonly page: Page;
  /** Addresses that were asked for, and what went wrong, as the browser says it. */
  readonly requests: readonly string[];
  readonly errors: readonly string[];
}

/**
 * A group of tests that need Chromium: that of `CHROMIUM_PATH`, or one on PATH. Where there is none the
 * tests are skipped and the reason is printed.
 */
export function describeBrowser(name: string, body: (browser: BrowserTest) => void): void {
  const executablePath = chromiumPath();
  if (executablePath === undefined) {
    process.stderr.write(`SKIPPED ${name}: Chromium is missing: apt-get install chromium\n`);
    describe.skip(name, () => body(browserWithin("")));
  } else {
    describe(name, () => body(browserWithin(executablePath)));
  }
}

/** Registers the start and the end of the browser of the current group. */
function browserWithin(executablePath: string): BrowserTest {
  let browser: Browser;
  jest.setTimeout(SECONDS * 1000);
  beforeAll(async () => {
    const { chromium } = await import("playwright-core");
    browser = await chromium.launch({ executablePath });
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
  });
  afterAll(() => browser.close());
  return {
    async open(url, options) {
      const page = await browser.newPage(options);
      const [requests, errors]: string[][] = [[], []];
      page.on("request", (request) => requests.push(request.url()));
      page.on("pageerror", ({ message }) => errors.push(message));
      page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
      page.on("dialog", (dialog) => {
        errors.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      await page.clock.setFixedTime(NOW);
      await page.goto(url);
      return { page, requests, errors };
    },
  };
}
