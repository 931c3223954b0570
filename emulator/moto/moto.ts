import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { environmentWithoutAws } from "../real-credentials";

/**
 * The account in which moto keeps AWS's public images: over a thousand a region, which moto would otherwise load
 * again for every account.
 */
export const PUBLIC_IMAGES_ACCOUNT = "000000000000";

/**
 * Serves moto on a free loopback port, writes the port to standard output, and ends when standard input closes:
 * so it never outlives its parent, however that ends.
 */
const PROGRAM = `
import os, sys, threading

try:
    from moto.ec2.models.amis import AmiBackend
    from moto.server import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import WSGIRequestHandler, make_server
except ImportError as error:
    sys.exit("MISSING " + str(error))


load_images = AmiBackend._load_amis


def load_images_once(backend):
    if backend.account_id == sys.argv[1]:
        load_images(backend)


AmiBackend._load_amis = load_images_once


class Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_request(self, *arguments):
        pass


def end_with_parent():
    sys.stdin.buffer.read()
    os._exit(0)


threading.Thread(target=end_with_parent, daemon=True).start()
application = DomainDispatcherApplication(create_backend_app)
server = make_server("127.0.0.1", 0, application, threaded=True, request_handler=Quiet)
os.environ["MOTO_PORT"] = str(server.port)
print(server.port, flush=True)
server.serve_forever()
`;

/** Why moto cannot run here, in words for a person. */
export class MotoError extends Error {
  override readonly name = "MotoError";
}

/** A running moto. */
export interface Moto {
  readonly port: number;
  /** Resolves when the process has ended. */
  readonly ended: Promise<void>;
  /** Ends the process and waits for its end. */
  stop(): Promise<void>;
}

/**
 * Starts moto, in a process group of its own: a Ctrl-C in the terminal reaches the parent only, which then stops it.
 *
 * @throws MotoError when Python 3 or moto is missing, or moto ends before it serves
 */
export async function startMoto(python = "python3"): Promise<Moto> {
  const child = spawn(python, ["-c", PROGRAM, PUBLIC_IMAGES_ACCOUNT], {
    stdio: ["pipe", "pipe", "pipe"],
    env: motoEnvironment(),
    detached: true,
  });
  const ended = new Promise<void>((resolve) => {
    child.once("close", () => resolve());
    child.once("error", () => resolve());
  });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (errors = (errors + chunk).slice(-4000)));
  const port = await new Promise<number>((resolve, reject) => {
    child.once("error", () => reject(new MotoError(missingPython(python))));
    child.once("close", (code) => reject(new MotoError(explain(errors, code))));
    createInterface(child.stdout).once("line", (line) => resolve(Number(line)));
  });
  return {
    port,
    ended,
    async stop() {
      child.stdin.end();
      child.kill();
      await ended;
    },
  };
}

/** Moto acts as each caller's account, so no variable may name another one. */
function motoEnvironment(): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {
    ...environmentWithoutAws(process.env),
    AWS_ACCESS_KEY_ID: "emulator",
    AWS_SECRET_ACCESS_KEY: "emulator",
  };
  delete environment.MOTO_ACCOUNT_ID;
  return environment;
}

function missingPython(python: string): string {
  return `${python} was not found: install Python 3.9 or later (https://www.python.org/downloads/), then pip install 'moto[server]'`;
}

function explain(errors: string, code: number | null): string {
  const missing = errors.match(/MISSING (.*)/)?.[1];
  return missing === undefined
    ? `moto ended with code ${code} before it served: ${errors.trim()}`
    : `moto was not found (${missing}): pip install 'moto[server]'`;
}
