import { readFileSync } from "node:fs";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";
import { parseCatalog } from "../../modules/ami-catalog/load-catalog";
import { imageGraph, svg } from "../../modules/ami-catalog-graph";
import { describeBrowser } from "../support/browser";
import { catalogOf } from "../unit/ami-catalog-page/catalogs";
import { ACCOUNT_ID, REGION } from "../unit/values";
import { example, keepPages, listed, pageOf, status } from "./pages";

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const PHONE = { width: 320, height: 640 };
const DESK = { width: 1440, height: 900 };

keepPages();

/** What axe finds, as `RULE: ELEMENT`. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const results = await page.evaluate(() => {
    const { axe } = window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } };
    return axe.run({
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
  });
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

describeBrowser("the page of a catalog, in Chromium", (browser) => {
  test("lists the names of the parameters to who lets no script run", async () => {
    const { page } = await browser.open(pageOf(example()), { javaScriptEnabled: false });
    expect(await page.getByText("/golden/al2023-arm64/stable").isVisible()).toBe(true);
    expect(await page.getByLabel("Search").isVisible()).toBe(false);
  });

  test("draws the picture that the graph command draws", async () => {
    const { page } = await browser.open(pageOf(example()));
    const source = (await page.locator(".picture img").getAttribute("src")) ?? "";
    expect(decodeURIComponent(source)).toBe(
      `data:image/svg+xml,${svg(imageGraph(example(), "al2023-arm64"))}`,
    );
  });

  test("text of a catalog file stays text", async () => {
    const hostile = "</script><img src=x onerror=alert(1)><script>alert(2)</script>${alert(3)}<!--`'\"&amp;";
    const { catalog } = parseCatalog(
      `namespace: /golden
homeRegion: ${REGION}
regions: { ${REGION}: {} }
images:
  web:
    description: ${JSON.stringify(hostile)}
    tags: { constructor: toString }
    versions: { constructor: { source: { parameter: { parameterName: /x, ebsDeviceNames: [/dev/xvda] } } },
      "1": { source: { lookup: { owners: [self], filters: [{ name: name, values: [${JSON.stringify(hostile)}] }] } } } }
    channels: { constructor: "constructor", toString: "1" }
`,
      "catalog.yaml",
    );
    const { page, errors } = await browser.open(pageOf(catalog));
    expect(await page.locator(".description").textContent()).toBe(hostile);
    expect(await page.getByRole("table", { name: "Versions" }).textContent()).toContain(hostile);
    expect(await page.locator(".channel h4").allTextContents()).toEqual(["constructor", "toString"]);
    expect(await page.locator("img").count()).toBe(1);
    expect(await page.locator("script").count()).toBe(2);
    await page.locator(".picture img").scrollIntoViewIfNeeded();
    expect(await page.evaluate(() => document.querySelector("img")?.naturalWidth)).toBeGreaterThan(100);
    expect(errors).toEqual([]);
  });

  test("asks for nothing, and its policy lets nothing else run", async () => {
    const url = pageOf(example());
    const { page, requests } = await browser.open(url);
    await page.locator(".picture img").scrollIntoViewIfNeeded();
    expect(requests.filter((request) => !request.startsWith("data:image/svg+xml,"))).toEqual([url]);
    const tried = await page.evaluate(async () => {
      const fetched = await fetch("data:,x").then(
        () => "fetched",
        () => "refused",
      );
      const template = document.createElement("template");
      try {
        template.innerHTML = "<img src=x onerror=alert(1)>";
      } catch (error) {
        return [fetched, String(error)];
      }
      return [fetched, "parsed"];
    });
    expect(tried).toEqual(["refused", expect.stringContaining("TrustedHTML")]);
  });

  test("of a thousand images there are thirty on the page until one scrolls, and after each key", async () => {
    const { page } = await browser.open(pageOf(catalogOf(1000)));
    const cards = page.locator("article");
    expect(await status(page)).toBe("1000 images");
    expect(await cards.count()).toBe(30);
    for (const next of [129, 229]) {
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      await cards.nth(next).waitFor();
    }
    for (const key of "web-") {
      await page.getByLabel("Search").pressSequentially(key);
      expect(await cards.count()).toBe(30);
    }
    await page.getByLabel("Search").pressSequentially("999");
    expect(await listed(page)).toEqual(["web-999"]);
  });

  test("prints all that is found unfolded, and folds it again", async () => {
    const { page } = await browser.open(pageOf(catalogOf(120)));
    await page.getByLabel("Search").fill("web-11");
    await page.evaluate(() =>
      addEventListener("beforeprint", () => {
        document.title = String(document.querySelectorAll(".panel:not([hidden]) pre").length);
      }),
    );
    await page.pdf();
    expect(await page.title()).toBe("22");
    expect(await page.locator(".panel:not([hidden])").count()).toBe(0);
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".find").isVisible()).toBe(false);
  });

  test("moves nothing for those who want no motion", async () => {
    const { page } = await browser.open(pageOf(catalogOf(1)), { reducedMotion: "reduce" });
    const transition = () =>
      getComputedStyle(document.querySelector("h2 button")!, "::before").transitionProperty;
    expect(await page.evaluate(transition)).toBe("none");
  });

  test.each([
    ["light", PHONE],
    ["dark", DESK],
  ] as const)(
    "axe finds nothing in %s mode at %j, and nothing is wider than the window",
    async (scheme, viewport) => {
      const catalog = catalogOf(3, { shareWith: { accountIds: [ACCOUNT_ID] } });
      const [web] = Object.values(catalog.images);
      const versions = {
        "2026.11.18": { ...web!.versions["2026.11.18"]!, deprecationTime: "2026-11-20T00:00:00Z" },
      };
      const images = { ...catalog.images, old: { ...web!, versions: { ...web!.versions, ...versions } } };
      const { page } = await browser.open(pageOf({ ...catalog, images }, "#old/stable"), {
        colorScheme: scheme,
        viewport,
      });
      await page.getByLabel("May I launch it?").fill(ACCOUNT_ID);
      expect(await page.getByText("deprecated 20 Nov 2026, 5 days ago").count()).toBe(2);
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
    },
  );
});
