import { type Emulator, startEmulator } from "../../emulator";
import { Workspace, type WorkspaceBuild, type WorkspaceOptions } from "./deploy";
import { missingTools } from "./tools";

const MINUTES = 5;

/** What a deploy test works with. */
export interface Deploy {
  /** AWS of this group of tests; there from `beforeAll` on. */
  readonly emulator: Emulator;
  /** A workspace with the stacks that `build` adds; removed after the last test. */
  workspace(build: WorkspaceBuild, options?: WorkspaceOptions): Workspace;
}

/**
 * A group of tests that need Terraform, the AWS provider and moto. Where one of them is missing the
 * tests are skipped and the reason is printed; with `REQUIRE_DEPLOY_TESTS=1` they fail.
 */
export function describeDeploy(name: string, body: (deploy: Deploy) => void): void {
  const missing = missingTools().join(" ");
  if (missing === "") {
    describe(name, () => body(deployWithin()));
  } else if (process.env.REQUIRE_DEPLOY_TESTS === "1") {
    test(`${name}: its tools are there`, () => {
      throw new Error(missing);
    });
  } else {
    process.stderr.write(`SKIPPED ${name}: ${missing}\n`);
    describe.skip(name, () => body(deployWithin()));
  }
}

/** Registers the start and the end of all that the tests of the current group use. */
function deployWithin(): Deploy {
  let emulator: Emulator | undefined;
  const workspaces: Workspace[] = [];
  jest.setTimeout(MINUTES * 60_000);
  beforeAll(async () => {
    emulator = await startEmulator();
  });
  afterAll(async () => {
    await Promise.all(workspaces.map((workspace) => workspace.remove()));
    await emulator?.stop();
  });
  const running = () => {
    if (emulator === undefined) {
      throw new Error("the emulator starts in beforeAll: use it inside of a test");
    }
    return emulator;
  };
  return {
    get emulator() {
      return running();
    },
    workspace(build, options) {
      const workspace = new Workspace(running(), build, options);
      workspaces.push(workspace);
      return workspace;
    },
  };
}
