// Invites a few people into a fresh server and lets them talk, end-to-end encrypted: node seed.mjs DATA
// Writes DATA/people.json: who they are, their passwords and recovery codes. Readable by the owner of the folder only.
import dns from "node:dns";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { logger } from "matrix-js-sdk/lib/logger.js";
import { conversation } from "./conversation.mjs";
import { Resident } from "./resident.mjs";

const patience = setTimeout(() => {
  console.error("Five minutes have passed; the server does not answer as it should.");
  process.exit(1);
}, 300_000);

logger.disableAll?.();

const data = process.argv[2];
const baseUrl = JSON.parse(readFileSync(join(data, "vestnik.json"), "utf8")).Vestnik.PublicBaseUrl;
reachByLoopback(new URL(baseUrl).hostname);

const people = {};
for (const [name, displayName] of Object.entries(conversation.people)) {
  people[name] = await Resident.register(baseUrl, name, displayName);
}

const everybody = Object.values(people);
await talk(await gather(people.anna, conversation.group, everybody), everybody, conversation.inGroup);
await talk(await pair(people.boris, people.anna), [people.boris, people.anna], conversation.inPrivate);
await Promise.all(everybody.map((person) => person.leavesTown()));

const file = join(data, "people.json");
const known = everybody.map(({ displayName, userId, password, recoveryCode }) => ({ displayName, userId, password, recoveryCode }));
writeFileSync(file + ".new", JSON.stringify(known, null, 2) + "\n", { mode: 0o600 });
renameSync(file + ".new", file);
clearTimeout(patience);
process.exit(0);

async function gather(host, name, all) {
  const others = all.filter((person) => person !== host);
  const room = await host.createsGroup(name, others);
  await Promise.all(others.map((person) => person.joins(room)));
  return room;
}

async function pair(host, guest) {
  const room = await host.createsChatWith(guest);
  await guest.joins(room, host);
  return room;
}

async function talk(room, listeners, lines) {
  await Promise.all(listeners.map((person) => person.knowsOf(room, listeners)));
  for (const [name, text] of lines) {
    await people[name].says(room, text);
    await Promise.all(listeners.map((person) => person.reads(room, text)));
  }
}

// The server may bear a name that this machine cannot resolve; it runs here in any case.
function reachByLoopback(name) {
  const lookup = dns.lookup;
  dns.lookup = (host, options, answer) => lookup(host === name ? "localhost" : host, options, answer);
}
