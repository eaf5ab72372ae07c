// GET a path of the server that DATA/vestnik.json describes: node ask.mjs DATA PATH
// Connects to this machine, whatever the server's public name is; trusts the local authority of the same folder.
import { existsSync, readFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import { join } from "node:path";

const [data, path] = process.argv.slice(2);
const address = new URL(JSON.parse(readFileSync(join(data, "vestnik.json"), "utf8")).Vestnik.PublicBaseUrl);
const authority = join(data, "tls", "authority.crt");
const secure = address.protocol === "https:";

const request = (secure ? https : http).get(
  {
    host: "localhost",
    port: address.port,
    path,
    servername: secure ? address.hostname : undefined,
    headers: { host: address.host },
    ca: secure && existsSync(authority) ? readFileSync(authority) : undefined,
    timeout: 3000,
  },
  (response) => {
    response.pipe(process.stdout);
    response.on("end", () => (process.exitCode = response.statusCode === 200 ? 0 : 1));
  },
);
request.on("timeout", () => request.destroy(new Error("no answer")));
request.on("error", (problem) => {
  console.error(problem.message);
  process.exitCode = 1;
});
