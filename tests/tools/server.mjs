// The real server as a process of its own, on a free port of loopback, with fresh data on SQLite.
import { execFile, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { leaveHoldings } from "./holdings.mjs";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../..", import.meta.url));
const hostDll = process.env.VESTNIK_HOST_DLL ?? join(root, "artifacts/bin/Vestnik.Host/release/Vestnik.Host.dll");
const webFolder = process.env.VESTNIK_WEB_ROOT ?? join(root, "web/app/dist");

export const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

export class Server {
  /** @param {object} vestnik changes to the section Vestnik of the configuration */
  static async start(vestnik = {}) {
    if (!existsSync(hostDll)) throw new Error(`No server at ${hostDll}: build it first, ./test does.`);
    const folder = mkdtempSync(join(tmpdir(), "vestnik-journey-"));
    const port = await freePort();
    const settings = {
      Logging: { LogLevel: { Default: "Warning" } },
      Kestrel: { Endpoints: { Client: { Url: `http://localhost:${port}` } } },
      Vestnik: {
        ServerName: `localhost:${port}`,
        PublicBaseUrl: `http://localhost:${port}`,
        DataDirectory: join(folder, "data"),
        Registration: { Enabled: true },
        Passwords: { HashCost: 1 },
        RateLimits: { Enabled: false },
        WebClient: { Directory: webFolder },
        ...vestnik,
      },
    };
    writeFileSync(join(folder, "vestnik.json"), JSON.stringify(settings));
    const server = new Server(folder, port);
    await server.open();
    return server;
  }

  constructor(folder, port) {
    Object.assign(this, { folder, port, baseUrl: `http://localhost:${port}`, log: [] });
  }

  get database() {
    return join(this.folder, "data", "vestnik.db");
  }

  async open() {
    this.process = spawn("dotnet", [hostDll, "serve", "--config", join(this.folder, "vestnik.json")], { stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [this.process.stdout, this.process.stderr]) stream.on("data", (bytes) => this.log.push(bytes.toString()));
    const ended = new Promise((resolve) => this.process.once("exit", resolve));
    this.ended = ended;
    for (let attempt = 0; attempt < 600; attempt++) {
      if (this.process.exitCode !== null) break;
      const answer = await fetch(`${this.baseUrl}/_matrix/client/versions`).catch(() => undefined);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`The server did not open its door:\n${this.log.join("").slice(-3000)}`);
  }

  /** `vestnik admin …` as the operator types it; what it prints. */
  async admin(...words) {
    const { stdout } = await promisify(execFile)("dotnet", [hostDll, "admin", ...words, "--config", join(this.folder, "vestnik.json")]);
    return stdout.trim();
  }

  async kill(signal = "SIGKILL") {
    this.process.kill(signal);
    await this.ended;
  }

  async close() {
    if (this.process.exitCode === null && this.process.signalCode === null) await this.kill("SIGTERM");
    leaveHoldings(this.database, this.port);
    if (!process.env.KEEP_RESULTS) rmSync(this.folder, { recursive: true, force: true });
  }
}
