import type { Proof } from "./commands";

/** Each command line of a `sh` block in the documentation, and how it is known to work. */
export const PROOFS: Readonly<Record<string, Proof>> = {
  "npm ci && npm test": { file: ".ci/run", contains: "npm ci && npm test" },
  "npm ci && npm start": { file: "__tests__/deploy/main-job-test.ts", contains: "npm start" },
  "npm run bench": { file: "package.json", contains: "node dist/bench/run.js" },
  "npm run bench -- --json": { file: "package.json", contains: "node dist/bench/run.js" },
  "npm run help": { seconds: 20, prints: /npm start/ },
};
