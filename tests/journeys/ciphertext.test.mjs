// Done when 2, first half: the server holds only ciphertext. The same search finds a canary that was planted in clear.
import assert from "node:assert/strict";
import { test } from "node:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PushService, reachable } from "../tools/push-service.mjs";
import { searchFiles, searchCoreDump } from "../tools/search.mjs";
import { inTown } from "./town.mjs";

const secret = "the heron nests behind the third lock at Sosnovka";
const canary = "this sentence about marmots was sent without encryption";

async function ask(server, token, method, path, body) {
  const answer = await fetch(`${server.baseUrl}/_matrix/client/v3${path}`, {
    method,
    headers: { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  assert.equal(answer.status, 200, path);
  return answer.json();
}

/** Wants to be told of everything as it is, not of ids only, without encryption on the way: the most that a push can say. */
const wantsPushes = (server, token, endpoint) =>
  ask(server, token, "POST", "/pushers/set", {
    kind: "http", app_id: "search", pushkey: endpoint, app_display_name: "Search", device_display_name: "Search", lang: "en",
    data: { url: `${server.baseUrl}/_matrix/push/v1/notify` },
  });

/** Two with a program of their own in an unencrypted room: one writes, the other is pushed. */
async function plantCanary(server, endpoint) {
  const [writer, reader] = await Promise.all(
    ["canary", "listener"].map((username) => ask(server, undefined, "POST", "/register", { username, password: "a password of a canary", auth: { type: "m.login.dummy" } })),
  );
  const { room_id: room } = await ask(server, writer.access_token, "POST", "/createRoom", { preset: "public_chat" });
  await ask(server, reader.access_token, "POST", `/join/${encodeURIComponent(room)}`, {});
  await wantsPushes(server, reader.access_token, endpoint);
  await ask(server, writer.access_token, "PUT", `/rooms/${encodeURIComponent(room)}/send/m.room.message/1`, { msgtype: "m.text", body: canary });
}

test("a search of files, log, pushes and a core dump finds no message of the two, and finds the canary", () =>
  inTown(async (town) => {
    const service = await PushService.open();
    try {
      await search(town, service);
    } finally {
      await service.close();
    }
  }, { vestnik: reachable }));

async function search(town, service) {
  const anna = await town.person("Anna");
  const boris = await town.person("Boris");
  await anna.opensChatWith(boris);
  await anna.writes("the first message");
  await boris.opens("Anna");
  await boris.sees("the first message");
  const { accessToken } = await boris.page.evaluate(() => JSON.parse(localStorage.getItem("vestnik:session")));
  await boris.page.goto("about:blank");
  await wantsPushes(town.server, accessToken, `${service.origin}/boris`);
  await anna.writes(secret);
  await pushedTo(service, "/boris");
  await boris.opens("Anna");
  await boris.sees(secret);
  await plantCanary(town.server, `${service.origin}/canary`);
  await pushedTo(service, "/canary");
  writeFileSync(join(town.server.folder, "server.log"), town.server.log.join(""));

  assert.notDeepEqual(searchFiles(town.server.folder, canary), [], "the search of files is blind");
  assert.deepEqual(searchFiles(town.server.folder, secret), []);

  const pushes = mkdtempSync(join(tmpdir(), "vestnik-pushes-"));
  service.received.forEach(({ headers, body }, i) => writeFileSync(join(pushes, `${i}`), Buffer.concat([Buffer.from(JSON.stringify(headers)), body])));
  assert.notDeepEqual(searchFiles(pushes, canary), [], "the search of pushes is blind");
  assert.deepEqual(searchFiles(pushes, secret), []);
  rmSync(pushes, { recursive: true });

  const [canaries, secrets] = searchCoreDump(town.server.process.pid, canary, secret);
  assert.notDeepEqual(canaries, [], "the search of the core dump is blind");
  assert.deepEqual(secrets, []);
}

/** The push service has got the message for this endpoint. */
async function pushedTo(service, path) {
  for (;;) {
    const push = await service.next();
    if (push.path === path && /"ciphertext"|"body"/.test(push.body.toString())) return;
  }
}
