import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";
import { loadCatalog, parseCatalog } from "../../modules/ami-catalog/load-catalog";
import type { Catalog } from "../../modules/ami-catalog/model";
import { imageGraph, svg } from "../../modules/ami-catalog-graph";
import { catalogPage } from "../../modules/ami-catalog-page";
import { describeBrowser } from "../support/browser";
import { makeFolder, removeFolder } from "../support/temporary-folder";
import { catalogOf } from "../unit/ami-catalog-page/catalogs";
import { ACCOUNT_ID, ORGANIZATION_ID, OTHER_ACCOUNT_ID, REGION } from "../unit/values";

const ROOT = join(__dirname, "..", "..");
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const PHONE = { width: 320, height: 640 };
const DESK = { width: 1440, height: 900 };

let folder: string;

beforeAll(() => {
  folder = makeFolder("catalog-page");
});

afterAll(() => removeFolder(folder));

/** Address of the page of a catalog, which comes from a file. */
function pageOf(catalog: Catalog, hash = ""): string {
  const file = join(folder, `${expect.getState().currentTestName?.replace(/\W+/g, "-").slice(-60)}.html`);
  writeFileSync(file, catalogPage(catalog));
  return `${pathToFileURL(file).href}${hash}`;
}

function example(): Catalog {
  return loadCatalog(join(ROOT, "catalog.yaml")).catalog;
}

/** Names of the images that are listed. */
function listed(page: Page): Promise<string[]> {
  return page.locator("article h2").allTextContents();
}

function status(page: Page): Promise<string | null> {
  return page.getByRole("status").textContent();
}

/** Where the keyboard is. */
function focused(page: Page): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.textContent ?? null);
}

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
  test("finds images as one types, and says how many", async () => {
    const { page } = await browser.open(pageOf(catalogOf(30)));
    await page.getByLabel("Search").pressSequentially("web-1");
    expect(await status(page)).toBe("11 of 30 images");
    await page.getByLabel("Search").pressSequentially("7 stable");
    expect(await listed(page)).toEqual(["web-17"]);
    await page.getByLabel("Search").fill("no such image");
    expect([await listed(page), await status(page)]).toEqual([[], "0 of 30 images"]);
  });

  test("leaves the images that have a channel", async () => {
    const catalog = catalogOf(3);
    const images = {
      ...catalog.images,
      beta: { ...catalog.images["web-0"], channels: { beta: "2026.11.18" } },
    };
    const { page } = await browser.open(pageOf({ ...catalog, images } as Catalog));
    await page.getByLabel("Channel", { exact: true }).selectOption("beta");
    expect(await listed(page)).toEqual(["beta"]);
  });

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

  test("shows what an account may launch, and no more than is known", async () => {
    const catalog = catalogOf(3);
    const { "web-0": shared, "web-1": other, ...rest } = catalog.images;
    const images = {
      ...rest,
      shared: { ...shared, shareWith: { accountIds: [ACCOUNT_ID] } },
      other: { ...other, shareWith: { accountIds: [OTHER_ACCOUNT_ID] } },
    } as Catalog["images"];
    const { page } = await browser.open(pageOf({ ...catalog, images }));
    await page.getByLabel("May I launch it?").fill("2222");
    expect(await listed(page)).toEqual(["other", "shared", "web-2"]);
    await page.getByLabel("May I launch it?").fill(ACCOUNT_ID);
    expect(await listed(page)).toEqual(["shared", "web-2"]);
    expect(await page.locator(".verdict").allTextContents()).toEqual([
      "Yes: shared with this account",
      `Perhaps: through ${ORGANIZATION_ID}, if this account is in it`,
    ]);
  });

  test("copies the line and all of it, for the consumer, the account and the region that are chosen", async () => {
    const { page, errors } = await browser.open(pageOf(example()), {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const copied = async (name: string) => {
      await page.getByRole("button", { name, exact: true }).click();
      return page.evaluate(() => navigator.clipboard.readText());
    };
    const parameter = "/golden/al2023-arm64/stable";
    expect(await copied("Copy the name of al2023-arm64/stable")).toBe(parameter);
    expect(await copied("Copy the line for HCL, launch template, al2023-arm64/stable")).toBe(
      `image_id      = "resolve:ssm:${parameter}"`,
    );
    expect(await page.locator("#Spoken").textContent()).toBe("Copied");
    await page.getByLabel("The line to paste for").selectOption("AWS CLI");
    await page.getByLabel("Used in").selectOption("another account, by ARN");
    await page.getByLabel("Account that publishes").fill("111111111111");
    await page.getByRole("combobox", { name: "Region" }).selectOption("eu-west-1");
    expect(await copied("Copy all for AWS CLI, al2023-arm64/stable")).toBe(
      `aws ec2 run-instances --image-id resolve:ssm:arn:aws:ssm:eu-west-1:111111111111:parameter${parameter} --instance-type t4g.micro --region eu-west-1`,
    );
    await page.reload();
    expect(await page.getByLabel("The line to paste for").inputValue()).toBe("cli");
    expect(errors).toEqual([]);
  });

  test("copies where the browser gives pages no clipboard", async () => {
    const { page } = await browser.open(pageOf(example()), {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    await page.evaluate(() =>
      Object.defineProperty(navigator.clipboard, "writeText", { value: () => Promise.reject(new Error()) }),
    );
    await page
      .getByRole("button", { name: "Copy all for HCL, launch template, al2023-arm64/candidate" })
      .click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(
      '{\n  name_prefix   = "web-"\n  image_id      = "resolve:ssm:/golden/al2023-arm64/candidate"\n',
    );
  });

  test("offers no ARN where the parameters are not shared", async () => {
    const { page } = await browser.open(pageOf({ ...example(), shareParameters: false }));
    const option = page.getByRole("option", { name: "another account, by ARN" });
    expect(await option.isDisabled()).toBe(true);
  });

  test("a deep link opens an image at its channel, whatever hides it", async () => {
    const { page } = await browser.open(pageOf(catalogOf(300), "#web-250/stable"));
    const channel = page.locator('[data-image="web-250"] [data-channel="stable"]');
    const { y = -1 } = (await channel.boundingBox()) ?? {};
    expect(Math.abs(y - 60)).toBeLessThan(60);
    expect(await focused(page)).toBe("stable");
    await page.getByLabel("Search").fill("web-7");
    await page.evaluate(() => (location.hash = "#web-8%2Fcandidate"));
    await page.locator('[data-image="web-8"] [data-channel="candidate"]').waitFor();
    expect([await focused(page), await page.getByLabel("Search").inputValue()]).toEqual(["candidate", ""]);
    await page.evaluate(() => (location.hash = "#web-8/beta"));
    await page.getByText("web-8 has no channel beta.").waitFor();
    await page.evaluate(() => (location.hash = "#web-999"));
    await page.getByText("There is no image web-999 in this catalog.").waitFor();
  });

  test("works with the keyboard alone", async () => {
    const { page } = await browser.open(pageOf(catalogOf(3)));
    const press = async (...keys: string[]) => {
      for (const key of keys) {
        await page.keyboard.press(key);
      }
    };
    await press("Tab");
    expect(await focused(page)).toBe("To the images");
    await press("Enter", "Tab");
    expect(await focused(page)).toBe("web-0");
    await press("Enter", "Tab", "Tab");
    expect(await focused(page)).toBe("candidate 2026.11.19");
    await press("Enter");
    expect([await focused(page), new URL(page.url()).hash]).toEqual(["candidate", "#web-0/candidate"]);
    await press("Tab");
    expect(await focused(page)).toBe("Copy");
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineWidth);
    expect(outline).toBe("3px");
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
