import { parseCatalog } from "../../modules";
import { describeDeploy } from "../support/skip";
import { caught } from "../support/template";
import { Account } from "./aws";
import { catalogOf } from "./catalog-support";
import { HOME, REGION } from "./names";

/** What Terraform would evaluate, and what would end a string, if it were more than text. */
const HOSTILE = [
  '${file("/etc/passwd")}',
  "%{ for each in [1, 2] }x%{ endfor }",
  '"quoted" $${twice} %%{twice} $',
  "two\nlines, and \\n",
];

describeDeploy("the text of a catalog", (deploy) => {
  test("reaches AWS to the letter, and finds to the letter what it looks for", async () => {
    const { emulator } = deploy;
    const description = HOSTILE.join(" ");
    const tags = { Note: HOSTILE.slice(0, 3).join(" ") };
    const { imageId } = await emulator.images.seed({ name: "baked-web-1", region: HOME, tags });
    const filters = JSON.stringify([{ name: "tag:Note", values: [tags.Note] }]);
    const workspace = deploy.workspace(
      catalogOf({
        versions: `{ "1": { source: { lookup: { owners: [self], filters: ${filters} } } } }`,
        channels: '{ stable: "1" }',
        web: `description: ${JSON.stringify(description)}, tags: { "Team:a+b=c": "it is @ /home: 100" }`,
      }),
    );
    await workspace.apply();
    await workspace.expectEmptyPlan();
    const owner = await Account.of(emulator, emulator.accountId, REGION);
    const copy = await owner.image((await owner.parameter("/golden/web/stable")) ?? "");
    expect(copy?.Description).toBe(description);
    expect(copy?.Tags).toContainEqual({ Key: "Team:a+b=c", Value: "it is @ /home: 100" });
    expect(copy?.Tags).toContainEqual({ Key: "ami-catalog:source-ami", Value: imageId });
  });
});

test.each(HOSTILE)("a tag of an image is never %j, which SSM does not take", (value) => {
  const image = { tags: { Note: value }, versions: { "1": { source: { ami: "ami-0a1b2c3d4e5f60718" } } } };
  const text = JSON.stringify({
    namespace: "/golden",
    homeRegion: HOME,
    regions: { [HOME]: {} },
    images: { web: image },
  });
  const { problems } = caught(() => parseCatalog(text, "catalog.json"));
  expect(problems.map(({ code, path }) => [code, path])).toEqual([["TAGS_INVALID", "images.web.tags.Note"]]);
});
