import type { Place } from "../../../commands/aws/account";
import type { Sdk } from "../../../commands/aws/sdk";
import { TemplateVersions } from "../../../commands/usage/launch-templates";

interface Input {
  readonly LaunchTemplateId?: string;
  readonly LaunchTemplateName?: string;
  readonly Versions: readonly string[];
}

class Command {
  constructor(readonly input: Input) {}
}

/** EC2 with the versions 1 to 3 of one template, `lt-1` or `web`. */
function ec2(asked: string[]) {
  return {
    async send({ input }: Command) {
      const template = input.LaunchTemplateId ?? input.LaunchTemplateName ?? "";
      asked.push(`${template} ${input.Versions.join(",")}`);
      if (!["lt-1", "web"].includes(template)) {
        throw Object.assign(new Error("gone"), { name: "InvalidLaunchTemplateId.NotFound" });
      }
      if (input.Versions.some((version) => Number(version) > 3)) {
        throw Object.assign(new Error("gone"), { name: "InvalidLaunchTemplateId.VersionNotFound" });
      }
      return {
        LaunchTemplateVersions: input.Versions.map((version) => ({
          LaunchTemplateId: "lt-1",
          LaunchTemplateName: "web",
          VersionNumber: Number(version),
          LaunchTemplateData: { ImageId: `ami-${version}` },
        })),
      };
    },
  };
}

async function readUsed(...uses: (readonly [template: string, version: string])[]) {
  const asked: string[] = [];
  const sdk = { ec2: { DescribeLaunchTemplateVersionsCommand: Command } } as unknown as Sdk;
  const templates = TemplateVersions.none(sdk, { ec2: ec2(asked) } as unknown as Place);
  await templates.readUsed(uses.map(([template, version]) => ({ template, version })));
  return { asked, imageIds: templates.all().map(({ imageId }) => imageId) };
}

test("versions that are used are read with one call for each template", async () => {
  expect(await readUsed(["lt-1", "2"], ["lt-1", "3"], ["lt-1", "2"], ["lt-1", "$Latest"])).toEqual({
    asked: ["lt-1 2,3"],
    imageIds: ["ami-2", "ami-3"],
  });
});

test("a version that is gone hides none of the others, nor does a template", async () => {
  expect(await readUsed(["lt-9", "1"], ["web", "2"], ["web", "9"])).toEqual({
    asked: ["lt-9 1", "web 2,9", "web 2", "web 9"],
    imageIds: ["ami-2"],
  });
});
