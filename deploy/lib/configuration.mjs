// Writes DATA/vestnik.json: node configuration.mjs DATA PORT HOST
// What is there already stays as the operator left it; port and host follow the command line.
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const [data, port, host] = process.argv.slice(2);
const file = join(data, "vestnik.json");
const known = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};

const address = host ? `https://${host.includes(":") ? `[${host}]` : host}:${port}` : `http://localhost:${port}`;
const client = host
  ? { Url: `https://*:${port}`, Certificate: { Path: join(data, "tls", `${host}.crt`), KeyPath: join(data, "tls", `${host}.key`) } }
  : { Url: address };

const configuration = {
  ...known,
  Logging: known.Logging ?? { LogLevel: { Default: "Information", "Microsoft.AspNetCore": "Warning", Orleans: "Warning" } },
  Kestrel: { ...known.Kestrel, Endpoints: { ...known.Kestrel?.Endpoints, Client: client } },
  Vestnik: {
    // A server's name is part of every identifier: once chosen it never changes.
    ServerName: host ? (host.includes(":") ? `[${host}]` : host) : "localhost:8448",
    Registration: { Enabled: true, SharedSecret: randomBytes(32).toString("base64url") },
    DataDirectory: data,
    WebClient: { Directory: fileURLToPath(new URL("../../web/app/dist", import.meta.url)) },
    ...known.Vestnik,
    PublicBaseUrl: address,
  },
};

writeFileSync(file, JSON.stringify(configuration, null, 2) + "\n", { mode: 0o600 });
chmodSync(file, 0o600);
