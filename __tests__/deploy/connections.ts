import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { join } from "node:path";
import { makeFolder, removeFolder } from "../support/temporary-folder";

/** Before the program of each Node process: writes down each host that it connects to. */
const PRELOADED = `
const { appendFileSync } = require("node:fs");
const { Socket } = require("node:net");
const { connect } = Socket.prototype;
Socket.prototype.connect = function (...args) {
  const [options] = Array.isArray(args[0]) ? args[0] : args;
  const host = typeof options === "object" ? options.path ?? options.host ?? "localhost" : args[1] ?? "localhost";
  appendFileSync(process.env.CONNECTIONS_FILE, host + "\\n");
  return connect.apply(this, args);
};
`;

/**
 * Records whom the programs of an environment connect to: Node's by a module that is loaded first; Terraform, its
 * provider and moto by a proxy, which they ask for every host but this machine.
 */
export class Connections {
  static async record(): Promise<Connections> {
    const proxy = createServer().listen(0, "127.0.0.1");
    await once(proxy, "listening");
    return new Connections(proxy);
  }

  readonly environment: Readonly<Record<string, string>>;
  private readonly folder = makeFolder("connections");
  private readonly file = join(this.folder, "hosts");

  private constructor(private readonly proxy: Server) {
    const preloaded = join(this.folder, "record.cjs");
    writeFileSync(preloaded, PRELOADED);
    proxy.on("connection", (socket) => {
      socket.once("data", (chunk) => {
        appendFileSync(this.file, `proxy: ${chunk.toString().split("\r\n")[0]}\n`);
        socket.destroy();
      });
    });
    const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    this.environment = {
      CONNECTIONS_FILE: this.file,
      NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} --require ${JSON.stringify(preloaded)}`.trim(),
      HTTP_PROXY: url,
      HTTPS_PROXY: url,
      http_proxy: url,
      https_proxy: url,
    };
  }

  /** Hosts, each once. */
  hosts(): string[] {
    const lines = existsSync(this.file) ? readFileSync(this.file, "utf8").trim().split("\n") : [];
    return [...new Set(lines)].sort();
  }

  async stop(): Promise<void> {
    this.proxy.close();
    await once(this.proxy, "close");
    removeFolder(this.folder);
  }
}
