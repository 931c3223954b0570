import { parseCatalog } from "../../../modules";
import { Progress } from "../../../commands/progress";
import { answersOf } from "../../../commands/usage/answer";
import { usageDocument } from "../../../commands/usage/document";
import { imageUsage } from "../../../commands/usage/image-usage";
import { usageText } from "../../../commands/usage/report";
import { type AwsAnswers, awsDouble, awsError } from "./aws-double";

export const PUBLISHER = "123456789012";
export const REGION = "us-east-1";
export const CATALOG = `namespace: /golden
homeRegion: ${REGION}
regions: { ${REGION}: {} }
images:
  web:
    versions:
      "1": { source: { ami: ami-0a1b2c3d4e5f60718 } }
      "2": { source: { ami: ami-0f1e2d3c4b5a69788 } }
`;

/** AWS with two published versions that nobody uses, and with more answers. */
export function aws(more: AwsAnswers) {
  const all = { "/golden/web/versions/1": "ami-1", "/golden/web/versions/2": "ami-2" };
  return awsDouble({
    GetCallerIdentity: () => ({ Account: PUBLISHER }),
    GetParametersByPath: () => ({
      Parameters: Object.entries(all).map(([Name, Value]) => ({ Name, Value })),
    }),
    ...more,
  });
}

/** What is said of version 1, or of all. */
export async function asked(
  sdk: ReturnType<typeof aws>,
  { text = CATALOG, all = false, progress = new Progress() } = {},
) {
  const only = all ? undefined : "1";
  const name = "catalog.yaml";
  const file = { name, text, ...parseCatalog(text, name) };
  const found = await imageUsage(sdk, {
    file,
    image: "web",
    version: only,
    roles: [],
    progress,
  });
  const answers = answersOf(file, "web", found, only);
  const [version] = answers.versions;
  return {
    answers,
    found,
    version,
    text: usageText({ answers, found }),
    document: usageDocument({ answers, found }),
  };
}

/** An answer of AWS's that is an error. */
export function refuse(name: string): () => never {
  return () => {
    throw awsError(name);
  };
}
