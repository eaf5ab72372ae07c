// Media in an S3-compatible store. The store here is small and of these tests; whether a request is signed right is said by aws4.
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import aws4 from "aws4";
import { Server } from "../tools/server.mjs";

const keys = { accessKeyId: "VESTNIKTEST", secretAccessKey: "a secret between the server and its store" };

/** True when aws4 signs the same request in the same way. */
function isSigned(request, body) {
  const [, names] = /SignedHeaders=([^,]+)/.exec(request.headers.authorization ?? "") ?? [];
  if (names === undefined) return false;
  const headers = Object.fromEntries(names.split(";").map((name) => [name, request.headers[name]]));
  const hash = createHash("sha256").update(body).digest("hex");
  if (!names.split(";").includes("x-amz-content-sha256") || headers["x-amz-content-sha256"] !== hash) return false;
  const again = aws4.sign({ service: "s3", region: "north-1", method: request.method, path: request.url, headers, host: headers.host }, keys);
  return again.headers.Authorization === request.headers.authorization;
}

/** Keeps objects in memory and refuses what is not signed. */
async function openStore() {
  const store = { objects: new Map(), refused: 0, ranges: [] };
  const http = createServer(async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    const body = Buffer.concat(parts);
    if (!isSigned(request, body)) {
      store.refused++;
      return response.writeHead(403).end();
    }
    const kept = store.objects.get(request.url);
    if (request.method === "PUT") {
      store.objects.set(request.url, body);
      return response.writeHead(200).end();
    }
    if (request.method === "DELETE") {
      store.objects.delete(request.url);
      return response.writeHead(204).end();
    }
    if (kept === undefined) return response.writeHead(404).end();
    if (request.method === "HEAD") return response.writeHead(200, { "Content-Length": kept.length }).end();
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "") ?? [undefined, 0, kept.length - 1];
    store.ranges.push([Number(from), Number(to)]);
    response.writeHead(206, { "Content-Range": `bytes ${from}-${to}/${kept.length}` }).end(kept.subarray(Number(from), Number(to) + 1));
  });
  await new Promise((resolve) => http.listen(0, "127.0.0.1", resolve));
  return Object.assign(store, { address: `http://127.0.0.1:${http.address().port}`, close: () => http.close() });
}

async function inTownWith(store, secret, walk) {
  const server = await Server.start({
    Outbound: { AllowedPrivateHosts: ["127.0.0.1"] },
    Media: {
      ObjectStorage: { Endpoint: store.address, Bucket: "media", Region: "north-1", AccessKey: keys.accessKeyId, SecretKey: secret },
    },
  });
  try {
    const account = { username: "anna", password: "a password of anna", auth: { type: "m.login.dummy" } };
    const registered = await fetch(`${server.baseUrl}/_matrix/client/v3/register`, { method: "POST", body: JSON.stringify(account) });
    const { access_token: token, user_id: user } = await registered.json();
    const ask = (path, init = {}) => fetch(`${server.baseUrl}${path}`, { ...init, headers: { Authorization: `Bearer ${token}`, ...init.headers } });
    await walk(ask, server, user);
  } finally {
    await server.close();
  }
}

const filesBelow = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

test("what is uploaded lies in the store, comes back whole and in parts, and goes with its account", async () => {
  const store = await openStore();
  try {
    await inTownWith(store, keys.secretAccessKey, async (ask, server, user) => {
      const content = randomBytes(3_000_000);
      const uploaded = await ask("/_matrix/media/v3/upload", { method: "POST", body: content });
      assert.equal(uploaded.status, 200, await uploaded.clone().text());
      const { content_uri: uri } = await uploaded.json();
      const path = `/_matrix/client/v1/media/download/${uri.slice("mxc://".length)}`;
      assert.equal(store.objects.size, 1);
      assert.deepEqual(filesBelow(join(server.folder, "data", "media")), [], "nothing is left in the folder");

      const answer = await ask(path);
      assert.equal(answer.status, 200);
      const whole = Buffer.from(await answer.arrayBuffer());
      assert.ok(whole.equals(content));
      store.ranges.length = 0;
      const part = await ask(path, { headers: { Range: "bytes=2900000-2900099" } });
      assert.equal(part.status, 206);
      assert.ok(Buffer.from(await part.arrayBuffer()).equals(content.subarray(2_900_000, 2_900_100)));
      assert.deepEqual(store.ranges.map(([from]) => from), [2_900_000], "the beginning is not fetched for the end");

      const again = await ask("/_matrix/media/v3/upload", { method: "POST", body: content });
      assert.equal(again.status, 200);
      assert.equal(store.objects.size, 1, "the same bytes are stored once");

      const auth = { type: "m.login.password", identifier: { type: "m.id.user", user }, password: "a password of anna" };
      const left = await ask("/_matrix/client/v3/account/deactivate", { method: "POST", body: JSON.stringify({ erase: true, auth }) });
      assert.equal(left.status, 200, await left.text());
      for (let look = 0; store.objects.size > 0 && look < 2000; look++) await fetch(`${server.baseUrl}/_matrix/client/versions`);
      assert.equal(store.objects.size, 0);
      assert.equal(store.refused, 0);
    });
  } finally {
    store.close();
  }
});

test("a store that refuses the signature keeps nothing, and the uploader is told to try again", async () => {
  const store = await openStore();
  try {
    await inTownWith(store, "another secret", async (ask, server) => {
      const refused = await ask("/_matrix/media/v3/upload", { method: "POST", body: randomBytes(1000) });
      assert.equal(refused.status, 503);
      assert.match((await refused.json()).errcode, /^M_/);
      assert.ok(store.refused > 0);
      assert.equal(store.objects.size, 0);
    });
  } finally {
    store.close();
  }
});
