import type { Page } from "playwright-core";
import type { Catalog } from "../../modules/ami-catalog/model";
import { describeBrowser } from "../support/browser";
import { catalogOf } from "../unit/ami-catalog-page/catalogs";
import {
  ACCOUNT_ID,
  accountIds,
  KEY_ARN,
  ORGANIZATION_ID,
  OTHER_ACCOUNT_ID,
  OTHER_REGION,
  REGION,
} from "../unit/values";
import { example, keepPages, listed, pageOf, status } from "./pages";

keepPages();

/** Where the keyboard is. */
function focused(page: Page): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.textContent ?? null);
}

describeBrowser("who uses the page of a catalog, in Chromium", (browser) => {
  test("finds images as one types, and says how many", async () => {
    const { page } = await browser.open(pageOf(catalogOf(30)));
    await page.getByLabel("Search").pressSequentially("web-1");
    expect(await status(page)).toBe("11 of 30 images");
    await page.getByLabel("Search").pressSequentially("7 stable");
    expect(await listed(page)).toEqual(["web-17"]);
    await page.getByLabel("Search").fill("no such image");
    expect([await listed(page), await status(page)]).toEqual([[], "0 of 30 images"]);
    await page.getByLabel("Search").fill("ami-00000000");
    expect(await status(page)).toMatch(/^0 of 30 images\. AWS alone knows the IDs of copies: /);
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
    expect(await listed(page)).toEqual(["shared", "web-2", "other"]);
    expect(await page.locator(".verdict").allTextContents()).toEqual([
      "Yes: shared with this account",
      `Perhaps: through ${ORGANIZATION_ID}, if this account is in it`,
      "Perhaps: only if it is the account that publishes",
    ]);
    const told = await browser.open(
      pageOf({ ...catalog, images }, "", { publisherAccountId: OTHER_ACCOUNT_ID }),
    );
    await told.page.getByLabel("May I launch it?").fill(ACCOUNT_ID);
    expect(await listed(told.page)).toEqual(["shared", "web-2"]);
  });

  test("says of each region with which key its AMIs are encrypted, and who may launch them", async () => {
    const shareWith = { accountIds: accountIds(9), snapshotAccess: "copy" } as const;
    const regions = { [REGION]: { kmsKeyArn: KEY_ARN }, [OTHER_REGION]: { createKey: true, shareWith } };
    const { page } = await browser.open(pageOf(catalogOf(1, { regions })));
    const rows = page.getByRole("table", { name: "Regions" }).locator("tbody tr");
    expect(await rows.nth(0).locator("th, td").allTextContents()).toEqual([
      REGION,
      `encrypted, with the publisher's key${KEY_ARN}`,
      `organisation ${ORGANIZATION_ID}`,
    ]);
    await rows.nth(1).getByText("9 accounts").click();
    expect(await rows.nth(1).getByText(accountIds(9).join(", ")).isVisible()).toBe(true);
    expect(await rows.nth(1).textContent()).toContain("accounts may copy it too");
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

  test("offers no ARN where the parameters are not shared, and names the accounts that have their own", async () => {
    const copyParametersTo = [{ accountId: ACCOUNT_ID, roleArn: `arn:aws:iam::${ACCOUNT_ID}:role/publish` }];
    const { page } = await browser.open(pageOf({ ...example(), shareParameters: false, copyParametersTo }));
    const option = page.getByRole("option", { name: "another account, by ARN (not shared)" });
    expect(await option.isDisabled()).toBe(true);
    expect(await page.locator(".note").textContent()).toContain(
      `By name in these accounts too: ${ACCOUNT_ID}.`,
    );
  });

  test("offers the ARN of an image by itself, where somebody is named that can read it", async () => {
    const { images, ...rest } = example();
    const [web] = Object.values(images);
    const both = {
      named: { ...web, shareWith: { accountIds: [ACCOUNT_ID] } },
      open: { ...web, shareWith: { isPublic: true } },
    };
    const catalog = { ...rest, shareParameters: true, images: both };
    const { page } = await browser.open(pageOf(catalog, "#named/stable"));
    const named = page.locator('[data-image="named"]');
    await named.getByLabel("Used in").selectOption("arn");
    expect(await named.locator(".reference code").first().textContent()).toMatch(
      /^arn:aws:ssm:.*\/golden\/named\/stable$/,
    );
    await page.evaluate(() => (location.hash = "#open/stable"));
    const open = page.locator('[data-image="open"]');
    await open.locator('[data-channel="stable"]').waitFor();
    expect(await open.getByLabel("Used in").inputValue()).toBe("name");
    expect(
      await open.getByRole("option", { name: "another account, by ARN (not shared)" }).isDisabled(),
    ).toBe(true);
    expect(await open.locator(".reference code").first().textContent()).toBe("/golden/open/stable");
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
});
