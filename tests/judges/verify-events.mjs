// Judges a server's events without sharing a line with it: reads "room version, event id, federation JSON" per line from
// standard input and checks content hash, event id, signature, and that the auth events exist, came earlier, and are the
// kinds the spec selects. Rules: https://spec.matrix.org/v1.19/server-server-api/#pdus and the room versions 11 and 12.
//
//   node verify-events.mjs SERVER_NAME KEY_ID PUBLIC_KEY_BASE64 < events.jsonl
import { createHash, createPublicKey, verify } from "node:crypto";
import { createInterface } from "node:readline";

const [serverName, keyId, publicKeyBase64] = process.argv.slice(2);
const ed25519Prefix = Buffer.from("302a300506032b6570032100", "hex");
const publicKey = createPublicKey({
  key: Buffer.concat([ed25519Prefix, Buffer.from(publicKeyBase64, "base64")]),
  format: "der",
  type: "spki",
});

const codePoints = (text) => Array.from(text, (character) => character.codePointAt(0));
function byCodePoint(left, right) {
  const a = codePoints(left), b = codePoints(right);
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i] - b[i];
  return a.length - b.length;
}

function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value !== null && typeof value === "object") {
    return `{${Object.keys(value).sort(byCodePoint).map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
  }
  return JSON.stringify(value);
}

const unpadded = (bytes) => bytes.toString("base64").replace(/=+$/, "");
const urlSafe = (bytes) => bytes.toString("base64url");
const sha256 = (text) => createHash("sha256").update(text, "utf8").digest();
const without = (object, ...keys) => Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
const pick = (object, keys) => Object.fromEntries(keys.filter((key) => key in object).map((key) => [key, object[key]]));

// Redaction in room versions 11 and 12: https://spec.matrix.org/v1.19/rooms/v11/#redactions
function redact(event) {
  const kept = pick(event, ["event_id", "type", "room_id", "sender", "state_key", "content", "hashes", "signatures", "depth",
    "prev_events", "auth_events", "origin_server_ts"]);
  const content = event.content ?? {};
  const keep = {
    "m.room.member": ["membership", "join_authorised_via_users_server"],
    "m.room.join_rules": ["join_rule", "allow"],
    "m.room.power_levels": ["ban", "events", "events_default", "invite", "kick", "redact", "state_default", "users", "users_default"],
    "m.room.history_visibility": ["history_visibility"],
    "m.room.redaction": ["redacts"],
  }[event.type] ?? [];
  kept.content = event.type === "m.room.create" ? content : pick(content, keep);
  if (event.type === "m.room.member" && content.third_party_invite?.signed) {
    kept.content.third_party_invite = { signed: content.third_party_invite.signed };
  }
  return kept;
}

const eventIdOf = (event) => `$${urlSafe(sha256(canonical(without(redact(event), "signatures", "unsigned"))))}`;
const contentHash = (event) => unpadded(sha256(canonical(without(event, "unsigned", "signatures", "hashes"))));
function isSigned(event) {
  const signature = event.signatures?.[serverName]?.[keyId];
  if (!signature) return false;
  const signed = canonical(without(redact(event), "signatures", "unsigned"));
  return verify(null, Buffer.from(signed, "utf8"), publicKey, Buffer.from(signature, "base64"));
}

// The kinds of auth events that may stand behind an event: https://spec.matrix.org/v1.19/server-server-api/#auth-events-selection
function allowedAuthKinds(event, version) {
  if (event.type === "m.room.create") return [];
  const kinds = ["m.room.power_levels|", `m.room.member|${event.sender}`];
  if (Number(version) < 12) kinds.push("m.room.create|");
  if (event.type === "m.room.member") {
    kinds.push(`m.room.member|${event.state_key}`, "m.room.join_rules|");
    const via = event.content.join_authorised_via_users_server;
    if (via) kinds.push(`m.room.member|${via}`);
  }
  return kinds;
}

const faults = [];
const known = new Map();
let count = 0;
const fault = (id, what) => faults.push(`${id}: ${what}`);
for await (const line of createInterface({ input: process.stdin })) {
  if (!line) continue;
  const { version, id, event } = JSON.parse(line);
  count++;
  if (!["11", "12"].includes(version)) { fault(id, `room version ${version} is not judged here`); continue; }
  // A redacted event keeps its id and signature, and its content hash no longer matches, by design.
  if (contentHash(event) !== event.hashes?.sha256 && !line.includes('"redacted":true')) fault(id, "content hash");
  if (eventIdOf(event) !== id) fault(id, "event id is not the reference hash");
  if (!isSigned(event)) fault(id, "signature");

  const allowed = new Set(allowedAuthKinds(event, version));
  for (const authId of event.auth_events) {
    const auth = known.get(authId);
    if (!auth) { fault(id, "an auth event is unknown or came later"); continue; }
    const kind = `${auth.type}|${auth.state_key}`;
    if (!allowed.delete(kind)) fault(id, `auth event of a wrong kind: ${auth.type}`);
  }
  if (event.type !== "m.room.create" && event.type !== "m.room.member" && !event.auth_events.some((authId) => {
    const auth = known.get(authId);
    return auth?.type === "m.room.member" && auth.state_key === event.sender && auth.content.membership === "join";
  })) fault(id, "no auth event shows the sender in the room");
  for (const prevId of event.prev_events) {
    const prev = known.get(prevId);
    if (!prev) fault(id, "a previous event is unknown or came later");
    else if (event.depth <= prev.depth) fault(id, "depth does not grow");
  }
  known.set(id, pick(event, ["type", "state_key", "content", "depth"]));
}

console.log(faults.slice(0, 20).join("\n"));
console.log(`${count - new Set(faults.map((f) => f.split(":")[0])).size} passed, ${new Set(faults.map((f) => f.split(":")[0])).size} failed`);
process.exit(count > 0 && faults.length === 0 ? 0 : 1);
