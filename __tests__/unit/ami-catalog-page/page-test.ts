import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { App, TerraformStack } from "cdktf";
import { type Catalog, catalogPage, parseCatalog, writeCatalogPage } from "../../../modules";
import { UNKNOWN_ACCOUNTS } from "../../../modules/ami-catalog-page/page-data";
import { withFolder } from "../../support/temporary-folder";
import { caught } from "../../support/template";
import { listToken, token } from "../refusal";
import { ACCOUNT_ID, AMI_ID, REGION } from "../values";
import { catalogOf, SOURCE } from "./catalogs";

const HOSTILE = `</script><script>alert(1)</script><!-- <img src=x onerror=alert(2)> "' \${x} &amp; \u2028`;

/** What stands in the elements of a kind, by its opening tag. */
function contents(html: string, tag: string): string[] {
  const name = tag.split(" ")[0];
  return [...html.matchAll(new RegExp(`<${tag}>(.*?)</${name}>`, "gs"))].map(([, text = ""]) => text);
}

function dataOf(html: string): { readonly catalog: Catalog; readonly publisherAccountId?: string } {
  const [json = ""] = contents(html, 'script type="application/json" id="Data"');
  return JSON.parse(json) as { catalog: Catalog };
}

test("a hundred images take less than 300 KB, their ten versions included", () => {
  const html = catalogPage(catalogOf(100));
  expect(Object.keys(dataOf(html).catalog.images)).toHaveLength(100);
  expect(Buffer.byteLength(html)).toBeLessThan(300_000);
});

test("parameters are offered by ARN only where someone is named to share them with", () => {
  expect(dataOf(catalogPage(catalogOf(1))).catalog.shareParameters).toBe(true);
  const open = catalogOf(1, { shareWith: { isPublic: true } });
  expect(dataOf(catalogPage(open)).catalog.shareParameters).toBe(false);
});

test("the same catalog yields the same page, whatever the order of its images", () => {
  const catalog = catalogOf(3);
  const turned = Object.fromEntries(Object.entries(catalog.images).reverse());
  expect(Object.keys(turned)[0]).toBe("web-2");
  expect(catalogPage({ ...catalog, images: turned })).toBe(catalogPage(catalog));
});

test("writeCatalogPage writes the page, over a former one", () => {
  withFolder("page", (folder) => {
    writeCatalogPage(catalogOf(2), folder);
    expect(writeCatalogPage(catalogOf(1), folder)).toBe(join(folder, "catalog", "index.html"));
    expect(readFileSync(join(folder, "catalog", "index.html"), "utf8")).toBe(catalogPage(catalogOf(1)));
  });
});

test("the page names no resource of its own and no address", () => {
  const html = catalogPage(catalogOf(3));
  const addresses = new Set(html.match(/\b(https?|wss?):\/\/[\w./-]*/g));
  expect([...addresses]).toEqual(["http://www.w3.org/2000/svg"]);
  expect(html).not.toMatch(/<(link|iframe|object|embed|base)\b|\s(src|srcset|href)="(?!#)|@import|url\(/);
});

test("its policy allows its own script and style, and nothing to be loaded", () => {
  const html = catalogPage(catalogOf(1));
  const [policy = ""] = [...html.matchAll(/Security-Policy" content="([^"]*)"/g)].map(
    ([, text = ""]) => text,
  );
  const hash = ([text = ""]: readonly string[]) =>
    `&#39;sha256-${createHash("sha256").update(text).digest("base64")}&#39;`;
  expect(policy.split("; ")).toEqual([
    "default-src &#39;none&#39;",
    `script-src ${hash(contents(html, "script"))}`,
    `style-src ${hash(contents(html, "style"))}`,
    "img-src data:",
    "base-uri &#39;none&#39;",
    "form-action &#39;none&#39;",
    "require-trusted-types-for &#39;script&#39;",
  ]);
  expect(contents(html, "script")).toHaveLength(1);
  expect(html).not.toMatch(/\s(on\w+|style)=/);
});

test("text of a catalog file stays text", () => {
  const [description, tag] = [JSON.stringify(HOSTILE), "a</script>b".replace(/[^\w/]/g, "_")];
  const { catalog } = parseCatalog(
    `namespace: /golden
homeRegion: ${REGION}
regions: { ${REGION}: {} }
images:
  web:
    description: ${description}
    tags: { Team: ${tag} }
    versions: { "1": { source: { lookup: { owners: [self], filters: [{ name: name, values: [${description}] }] } } } }
    channels: { stable: "1" }
`,
    "catalog.yaml",
  );
  const html = catalogPage(catalog);
  expect(dataOf(html).catalog.images.web?.description).toBe(HOSTILE);
  expect(html.match(/<script/g)).toHaveLength(2);
  expect(html).not.toContain("<img");
  expect(html).not.toContain("<!-- ");
  expect(html).toContain("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;");
});

test("without scripts the page lists the parameters", () => {
  const [list = ""] = contents(catalogPage(catalogOf(1)), 'div id="List"');
  expect(list).toContain("<b>web-0</b> Servers of the team number 0, with its agents");
  expect(list).toContain("<code>/golden/web-0/candidate</code> 2026.11.19");
});

test("the page holds no backend and no role, and of a source only which one it is", () => {
  const html = catalogPage(
    catalogOf(0, {
      state: { s3: { bucket: "the-bucket", region: REGION } },
      copyParametersTo: [{ accountId: ACCOUNT_ID, roleArn: "arn:aws:iam::222222222222:role/the-role" }],
      images: {
        web: {
          versions: {
            "1": { source: { ami: { [REGION]: { amiId: AMI_ID, ebsDeviceNames: ["/dev/the-device"] } } } },
            "2": {
              source: {
                remoteState: {
                  s3: { bucket: "the-bucket", region: REGION, key: "the-key" },
                  output: "ami_ids",
                },
              },
            },
          },
        },
      },
    }),
  );
  expect(html).not.toMatch(/the-(bucket|role|key|device)/);
  expect(dataOf(html).catalog.images.web?.versions).toEqual({
    "1": { source: SOURCE },
    "2": { source: { remoteState: { output: "ami_ids" } } },
  });
  expect(dataOf(html).catalog).toMatchObject({ parameterAccounts: [ACCOUNT_ID] });
});

test("accounts that only Terraform knows are said to be so", () => {
  const stack = new TerraformStack(new App(), "stack");
  const [one, list] = [token(stack, "one"), listToken(stack, "list")];
  const html = catalogPage(
    catalogOf(1, {
      shareWith: { accountIds: list },
      regions: { [REGION]: { shareWith: { accountIds: [ACCOUNT_ID, one] } } },
    }),
  );
  expect(dataOf(html).catalog.shareWith).toEqual({ accountIds: [UNKNOWN_ACCOUNTS] });
  expect(dataOf(html).catalog.regions[REGION]?.shareWith).toEqual({
    accountIds: [ACCOUNT_ID, UNKNOWN_ACCOUNTS],
  });
  expect(html).not.toContain("TfToken");
});

test("the publishing account is on the page where it is given, and is an account ID", () => {
  expect(dataOf(catalogPage(catalogOf(1))).publisherAccountId).toBeUndefined();
  expect(dataOf(catalogPage(catalogOf(1), { publisherAccountId: ACCOUNT_ID })).publisherAccountId).toBe(
    ACCOUNT_ID,
  );
  const { code, message } = caught(() => catalogPage(catalogOf(1), { publisherAccountId: "22222" }));
  expect(code).toBe("ACCOUNT_ID_INVALID");
  expect(message).toContain('catalogPage: `publisherAccountId` is "22222"');
});
