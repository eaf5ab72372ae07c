// Pushes to browsers, opened by a library that others wrote and none of our code: http_ece (RFC 8291) and node's own crypto (RFC 8292).
import assert from "node:assert/strict";
import { createPublicKey, verify } from "node:crypto";
import { after, before, test } from "node:test";
import { PushService, reachable } from "../tools/push-service.mjs";
import { Server } from "../tools/server.mjs";
import { within } from "./stock.mjs";

let server, service;
before(async () => {
  service = await PushService.open();
  server = await Server.start(reachable);
});
after(async () => {
  await server?.close();
  await service?.close();
});

test("a browser can open what the server pushes, finds the ids and the count in it, and its push service can check who sent it", async () => {
  const [anna, boris] = [await registered("anna"), await registered("boris")];
  const { room_id: room } = await ask(anna, "POST", "/createRoom", { preset: "public_chat" });
  await ask(boris, "POST", `/join/${encodeURIComponent(room)}`, {});
  const { capabilities } = await ask(boris, "GET", "/capabilities");
  const offer = capabilities["vestnik.web_push"];
  const browser = service.subscription();
  await ask(boris, "POST", "/pushers/set", {
    kind: "http", app_id: "judge", pushkey: browser.p256dh, app_display_name: "Judge", device_display_name: "A browser", lang: "en",
    data: { url: offer.gateway, format: "event_id_only", endpoint: browser.endpoint, auth: browser.auth, events_only: true },
  });

  const { event_id: event } = await ask(anna, "PUT", `/rooms/${encodeURIComponent(room)}/send/m.room.message/1`, { msgtype: "m.text", body: "the roses are out" });
  const push = await within(20_000, "the push", service.next());

  assert.equal(push.headers["content-encoding"], "aes128gcm");
  const { event_id, room_id, unread, ...rest } = JSON.parse(push.text);
  assert.deepEqual({ event_id, room_id, unread }, { event_id: event, room_id: room, unread: 1 });
  assert.deepEqual(rest, { prio: "high" }, "nothing but ids and counts");
  assert.ok(!push.body.includes(Buffer.from(event)), "the push service can read the id");

  const [, token, key] = /^vapid t=(\S+), k=(\S+)$/.exec(push.headers.authorization);
  assert.equal(key, offer.key);
  const [head, claims, signature] = token.split(".");
  const point = Buffer.from(key, "base64url");
  const publicKey = createPublicKey({ format: "jwk", key: { kty: "EC", crv: "P-256", x: point.subarray(1, 33).toString("base64url"), y: point.subarray(33).toString("base64url") } });
  assert.ok(verify("sha256", Buffer.from(`${head}.${claims}`), { key: publicKey, dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url")));
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, "base64url"));
  assert.equal(aud, service.origin);
  assert.ok(exp * 1000 > Date.now() && exp * 1000 < Date.now() + 24 * 3600 * 1000);
  assert.match(sub, /^mailto:/);
});

async function registered(username) {
  const session = await ask({}, "POST", "/register", { username, password: "a password for a judge", auth: { type: "m.login.dummy" } });
  return session;
}

async function ask(person, method, path, body) {
  const answer = await fetch(`${server.baseUrl}/_matrix/client/v3${path}`, {
    method,
    headers: { "Content-Type": "application/json", ...(person.access_token && { Authorization: `Bearer ${person.access_token}` }) },
    body: body && JSON.stringify(body),
  });
  assert.equal(answer.status, 200, `${path}: ${await answer.clone().text()}`);
  return answer.json();
}
