import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { BUILD_TIMEOUT, buildProject } from "../support/build";
import { withFolder } from "../support/temporary-folder";

const MAIN = join(__dirname, "..", "..", "dist", "main.js");
const CONTEXT = JSON.stringify({ catalog: "context.yaml" });

beforeAll(buildProject, BUILD_TIMEOUT);

/** The file that the app misses: it reads none of the others. */
function missed(args: readonly string[], env: Readonly<Record<string, string>>): string | undefined {
  return withFolder("main", (folder) => {
    const whole = { PATH: process.env.PATH, CDKTF_OUTDIR: join(folder, "cdktf.out"), ...env };
    const options = { cwd: folder, encoding: "utf8", env: whole } as const;
    const { stderr } = spawnSync(process.execPath, [MAIN, ...args], options);
    return /(\S*): there is no such file/.exec(stderr)?.[1];
  });
}

test.each([
  ["-c before all", ["-c", "catalog=flag.yaml"], { AMI_CATALOG: "variable.yaml" }, "flag.yaml"],
  ["-c before cdktf.json", ["-c", "catalog=flag.yaml"], { CDKTF_CONTEXT_JSON: CONTEXT }, "flag.yaml"],
  [
    "the variable before cdktf.json",
    [],
    { AMI_CATALOG: "variable.yaml", CDKTF_CONTEXT_JSON: CONTEXT },
    "variable.yaml",
  ],
  ["cdktf.json before the default", [], { AMI_CATALOG: "", CDKTF_CONTEXT_JSON: CONTEXT }, "context.yaml"],
  ["no empty name", ["-c", "catalog="], { AMI_CATALOG: "" }, "catalog.yaml"],
])("the app takes %s", (_what, args, env, file) => {
  expect(missed(args, env)).toBe(file);
});
