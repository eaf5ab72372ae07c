// What kinds of data a server's database holds: types of events, of account data, of messages between devices, each with
// the names of its content's fields, and no content. Journeys leave it behind for what-the-operator-sees.test.mjs.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

// The key's name stands at the end of the type; how far a verification came, there too.
const general = (type) => type.replace(/^(m\.secret_storage\.key|m\.key\.verification)\..+$/, "$1.*");

const read = (bytes) => JSON.parse(Buffer.from(bytes).toString());

const kinds = {
  event: ["SELECT body FROM events", ({ body }) => read(body)],
  "account data": ["SELECT type, content FROM account_data", ({ type, content }) => ({ type, content: read(content) })],
  "to-device": ["SELECT event FROM to_device", ({ event }) => read(event)],
};

/** `{ event: { "m.room.member": ["membership", …] }, … }` of one database. */
export function holdingsOf(file) {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return Object.fromEntries(Object.entries(kinds).map(([kind, [sql, entry]]) => {
      const types = {};
      for (const row of database.prepare(sql).all()) {
        const { type, content } = entry(row);
        const name = general(type);
        types[name] = [...new Set([...(types[name] ?? []), ...Object.keys(content)])];
      }
      return [kind, types];
    }));
  } finally {
    database.close();
  }
}

/** Leaves the holdings of a server that closes in the folder that $VESTNIK_HOLDINGS names. */
export function leaveHoldings(database, name) {
  if (process.env.VESTNIK_HOLDINGS && existsSync(database))
    writeFileSync(join(process.env.VESTNIK_HOLDINGS, `${name}.json`), JSON.stringify(holdingsOf(database)));
}

/** Everything that was left in a folder, as one. */
export function allHoldings(folder) {
  const all = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, {}]));
  for (const file of readdirSync(folder))
    for (const [kind, types] of Object.entries(JSON.parse(readFileSync(join(folder, file), "utf8"))))
      for (const [type, fields] of Object.entries(types)) all[kind][type] = [...new Set([...(all[kind][type] ?? []), ...fields])];
  return all;
}
