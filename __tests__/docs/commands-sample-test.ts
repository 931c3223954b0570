import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { withFolder } from "../support/temporary-folder";
import { checkProof, commandsOf } from "./commands";
import { cdktfCommands, npmScripts } from "./names";

test("finds commands with their line, without prompts and comments, continued lines joined", () => {
  const code = "# first\n$ npm start # all of it\n\nnpx cdktf deploy \\\n  '*'\necho a#b";
  expect(commandsOf({ file: "README.md", line: 5, language: "sh", marks: [], code })).toEqual([
    { place: "README.md:6", command: "npm start" },
    { place: "README.md:8", command: "npx cdktf deploy '*'" },
    { place: "README.md:10", command: "echo a#b" },
  ]);
});

test("a proof by another file needs the file and its words", () => {
  withFolder("docs", (root) => {
    writeFileSync(join(root, "run"), "npm ci\n");
    const check = (file: string, contains: string) => checkProof(root, "npm ci", { file, contains });
    expect(check("run", "npm ci")).toBeUndefined();
    expect(check("run", "npm test")).toBe("run does not contain `npm test`");
    expect(check("gone", "npm ci")).toBe("it is to be run by gone, which is not there");
  });
});

test("a proof by running needs exit code 0 in time, and the output", () => {
  withFolder("docs", (root) => {
    const check = (command: string, seconds = 10) => checkProof(root, command, { seconds, prints: /^hello/ });
    expect(check("echo hello")).toBeUndefined();
    expect(check("echo good-bye")).toBe("it does not print /^hello/, but: good-bye\n");
    expect(check("echo hello; echo wrong >&2; exit 3")).toBe("it ends with 3: wrong\n");
    expect(check("sleep 5", 0.2)).toContain("no exit code after 0.2 s");
  });
});

test("a command without a proof is refused", () => {
  expect(checkProof("/", "rm -rf x", undefined)).toContain("nothing proves it");
});

test("finds the npm scripts and cdktf commands that a text names", () => {
  const text =
    "npm start\nnpm run --silent bench:all -- --json, npm ci && npm test\nnpx cdktf deploy '*'; npx cdktf --help";
  expect(npmScripts(text).map(({ name, line }) => [name, line])).toEqual([
    ["bench:all", 2],
    ["start", 1],
    ["test", 2],
  ]);
  expect(cdktfCommands(text)).toEqual([{ name: "deploy", line: 3 }]);
});
