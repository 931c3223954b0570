import { type AwsAnswers, awsError } from "./aws-double";
import { asked, aws } from "./usage-asked";

describe("what a launch template names by a parameter", () => {
  /** AWS with a template for each parameter; SSM knows the values, and fails a whole call for one name. */
  function launching(names: readonly string[], values: Readonly<Record<string, string | Error>>): AwsAnswers {
    return {
      DescribeLaunchTemplateVersions: () => ({
        LaunchTemplateVersions: names.map((name, index) => ({
          LaunchTemplateId: `lt-${index}`,
          LaunchTemplateName: name,
          VersionNumber: 1,
          DefaultVersion: true,
          LaunchTemplateData: { ImageId: `resolve:ssm:${name}` },
        })),
      }),
      GetParameters: ({ Names }: { readonly Names: readonly string[] }) => ({
        Parameters: Names.flatMap((name) => {
          const value = values[name];
          if (value instanceof Error) {
            throw value;
          }
          const [Name, selector] = name.split(":");
          return value === undefined ? [] : { Name, Selector: selector && `:${selector}`, Value: value };
        }),
      }),
    };
  }

  async function usesOf(values: Readonly<Record<string, string | Error>>) {
    const { version, answers } = await asked(aws(launching(Object.keys(values), values)));
    const uses = version?.references.map(({ name, use, how }) => `${name} ${use}: ${how}`);
    return { answer: version?.answer, uses, problems: answers.problems.map(({ message }) => message) };
  }

  test("is the value of the version that it names, wherever the parameter stands", async () => {
    expect(await usesOf({ "/team/base:3": "ami-1", "/team/base": "ami-9", "/other": "ami-1" })).toEqual({
      answer: "no",
      uses: [
        "/team/base:3 names: version 1, its default and latest, by resolve:ssm:/team/base:3",
        "/other names: version 1, its default and latest, by resolve:ssm:/other",
      ],
      problems: [],
    });
  });

  test("follows a channel of the image alone, and not what stands below it", async () => {
    expect(await usesOf({ "/golden/web/stable": "ami-1", "/golden/web/eu/base": "ami-1" })).toMatchObject({
      answer: "no",
      uses: [
        "/golden/web/stable follows: version 1, its default and latest, follows stable",
        "/golden/web/eu/base names: version 1, its default and latest, by resolve:ssm:/golden/web/eu/base",
      ],
    });
    expect(await usesOf({ "/golden/web/stable": "ami-1" })).toMatchObject({ answer: "yes" });
  });

  test("isn't known where a parameter can't be read, which hides none of the others", async () => {
    const denied = awsError("AccessDeniedException", "not authorized on /secret");
    expect(await usesOf({ "/secret": denied, "/team/base": "ami-1" })).toMatchObject({
      answer: "no",
      uses: [expect.stringContaining("/team/base names")],
      problems: ["AccessDeniedException: not authorized on /secret"],
    });
    expect(await usesOf({ "/secret": denied, "/team/base": "ami-9" })).toMatchObject({ answer: "unknown" });
  });

  test("is nothing where SSM has no such parameter, or doesn't take it for a name", async () => {
    const invalid = awsError("ValidationException");
    expect(await usesOf({ "/no:such:name": invalid, "/team/base": "ami-9" })).toEqual({
      answer: "yes",
      uses: [],
      problems: [],
    });
  });

  test("isn't asked for where the parameter is AWS's own", async () => {
    const throttled = awsError("ThrottlingException");
    const al2023 = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64";
    expect(await usesOf({ [al2023]: throttled })).toMatchObject({ answer: "yes" });
    expect(await usesOf({ "/team/base": throttled })).toMatchObject({
      answer: "unknown",
      problems: ["ThrottlingException: no"],
    });
  });
});
