// Reads the events of a W1 run back in federation form, one JSON line each, for a judge of events.
//   node events-of.mjs FOLDER            the events, each room's in its order
//   node events-of.mjs FOLDER --key      server name, key id and public key, as the judge takes them
import { createPrivateKey, createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

const [folder, what] = process.argv.slice(2);

if (what === "--key") {
  const [algorithm, version, seed] = readFileSync(join(folder, "data/signing.key"), "utf8").trim().split(/\s+/);
  const pkcs8 = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), Buffer.from(seed, "base64")]);
  const spki = createPublicKey(createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" })).export({ format: "der", type: "spki" });
  console.log(`bench.localhost ${algorithm}:${version} ${spki.subarray(-32).toString("base64")}`);
} else {
  printEvents(new DatabaseSync(join(folder, "data/vestnik.db"), { readOnly: true }));
}

// An event's id stands nowhere in it: a send's is what the sender was told; any other's is what the next event calls it.
function printEvents(database) {
  const acknowledged = new Map(readFileSync(join(folder, "acknowledged.txt"), "utf8").trim().split("\n").map((line) => line.split(" ")));
  const rooms = database.prepare("SELECT nid, version, extremities FROM rooms").all();
  const page = database.prepare("SELECT body FROM events WHERE room = ? ORDER BY seq");
  let found = 0;
  for (const room of rooms) {
    let before;
    const print = (event, id) => process.stdout.write(`${JSON.stringify({ version: room.version, id, event })}\n`);
    for (const { body } of page.iterate(room.nid)) {
      const event = JSON.parse(Buffer.from(body).toString("utf8"));
      if (before) print(before, idOf(before) ?? event.prev_events[0]);
      before = event;
    }
    print(before, idOf(before) ?? room.extremities);
  }
  if (found !== acknowledged.size) throw new Error(`${acknowledged.size} sends were acknowledged, and ${found} of them are there.`);

  function idOf(event) {
    const id = acknowledged.get(event.content.session_id);
    if (id) found++;
    return id;
  }
}
