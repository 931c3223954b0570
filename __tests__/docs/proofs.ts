import type { Proof } from "./commands";

const AWS_CLI: Proof = { file: "__tests__/deploy/consumer-docs-test.ts", contains: "docs/consumers" };

/** Each command line of a `sh` block in the documentation, and how it is known to work. */
export const PROOFS: Readonly<Record<string, Proof>> = {
  "npm ci && npm test": { file: ".ci/run", contains: "npm ci && npm test" },
  "npm ci && npm start": { file: "__tests__/deploy/main-job-test.ts", contains: "npm start" },
  "npm run compat": { file: ".ci/run", contains: "npm run --silent compat" },
  "npm run bench": { file: "package.json", contains: "node dist/bench/run.js" },
  "npm run bench -- --json": { file: "package.json", contains: "node dist/bench/run.js" },
  "npm run bench:scale": { file: "package.json", contains: "node dist/bench/scale/run.js" },
  "npm run bench:scale -- --largest 100": { file: "bench/scale/run.ts", contains: "largest" },
  'npm run bench:scale -- "one region"': { file: "bench/scale/rows/region.ts", contains: "one region" },
  "aws ec2 run-instances --image-id resolve:ssm:/golden/al2023-arm64/stable --instance-type t4g.micro":
    AWS_CLI,
  "aws ssm get-parameter --name /golden/al2023-arm64/stable --query Parameter.Value --output text": AWS_CLI,
  "aws ssm get-parameter-history --name /golden/al2023-arm64/stable --query 'Parameters[].[Version,Value,LastModifiedDate]' --output text":
    AWS_CLI,
  "aws ssm get-parameters-by-path --path /golden --recursive --query 'Parameters[].[Name,Value]' --output text":
    AWS_CLI,
  "aws ec2 describe-launch-template-versions --launch-template-name web --resolve-alias --query 'LaunchTemplateVersions[].LaunchTemplateData.ImageId'":
    AWS_CLI,
  "npm run help": { seconds: 20, prints: /npm start/ },
};
