import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";

const ROOT = join(__dirname, "..", "..");
const SCRIPT = join(ROOT, "dist", "emulator", "cli.js");

jest.setTimeout(60_000);

interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

function start(
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [SCRIPT, ...args], { env });
  let [output, errors] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (output += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (errors += chunk));
  const ended = once(child, "close").then(([code]: unknown[]) => ({
    code: code as number | null,
    output,
    errors,
  }));
  return { child, ended };
}

/** Waits until the emulator says where it answers. */
async function url(child: ChildProcess): Promise<string> {
  for await (const chunk of child.stdout ?? []) {
    const found = /AWS_ENDPOINT_URL=(\S+)/.exec(String(chunk))?.[1];
    if (found !== undefined) return found;
  }
  throw new Error("the emulator did not start");
}

/** Whether a process runs; one that has ended but was not yet waited for does not. */
function runs(pid: string): boolean {
  try {
    const state = execFileSync("ps", ["-o", "stat=", "-p", pid], { encoding: "utf8" }).trim();
    return state !== "" && !state.startsWith("Z");
  } catch {
    return false;
  }
}

async function endsSoon(pid: string): Promise<boolean> {
  for (let attempt = 0; attempt < 100 && runs(pid); attempt += 1) await sleep(50);
  return !runs(pid);
}

beforeAll(() => {
  execFileSync(process.execPath, [join(ROOT, "node_modules", "typescript", "bin", "tsc"), "-b", "emulator"], {
    cwd: ROOT,
  });
}, 120_000);

test("--help says how it is used", async () => {
  expect(await start(["--help"]).ended).toMatchObject({ code: 0, output: expect.stringMatching(/--port N/) });
});

test.each([
  [["--port", "http"], /--port must be a number/],
  [["--what"], /--what/],
])("%j is refused", async (args, message) => {
  expect(await start(args).ended).toMatchObject({ code: 1, errors: expect.stringMatching(message) });
});

test.each(["SIGINT", "SIGTERM"] as const)("ends on %s with code 0, and moto with it", async (signal) => {
  const { child, ended } = start([]);
  expect(await url(child)).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const moto = motoOf(child);
  child.kill(signal);
  expect(await ended).toMatchObject({ code: 0 });
  expect(await endsSoon(moto)).toBe(true);
});

test("moto ends even when the front is killed", async () => {
  const { child, ended } = start([]);
  await url(child);
  const moto = motoOf(child);
  child.kill("SIGKILL");
  await ended;
  expect(await endsSoon(moto)).toBe(true);
});

function motoOf(child: ChildProcess): string {
  return execFileSync("pgrep", ["-P", String(child.pid)], { encoding: "utf8" }).trim();
}

test("a port in use is one sentence", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const { code, errors } = await start(["--port", String(port)]).ended;
  server.close();
  expect({ code, errors }).toEqual({
    code: 1,
    errors: expect.stringMatching(new RegExp(`^emulator: port ${port} is in use: .*--port.*\n$`)),
  });
});

describe("what is missing is one sentence that says how to get it", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "emulator-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  test("Python", async () => {
    const { code, errors } = await start([], { PATH: folder }).ended;
    expect({ code, errors }).toEqual({
      code: 1,
      errors: expect.stringMatching(
        /^emulator: python3 was not found: install Python .*pip install 'moto\[server\]'\n$/,
      ),
    });
  });

  test("moto", async () => {
    writeFileSync(join(folder, "moto.py"), "raise ImportError('No module named moto')\n");
    const { code, errors } = await start([], { ...process.env, PYTHONPATH: folder }).ended;
    expect({ code, errors }).toEqual({
      code: 1,
      errors: expect.stringMatching(/^emulator: moto was not found .*: pip install 'moto\[server\]'\n$/),
    });
  });
});
