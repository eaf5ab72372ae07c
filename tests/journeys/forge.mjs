// What an operator can write into the log of a room behind everybody's back. The server must not run meanwhile.
import { createHash } from "node:crypto";
import { DatabaseSync } from "node:sqlite";

const positionBits = 52n;
const joined = 2;

/** Writes a state event into the room, in the name of anybody. */
export function forge(server, roomId, sender, type, stateKey, content) {
  const database = new DatabaseSync(server.database);
  const run = (sql, ...values) => database.prepare(sql).run(...values);
  try {
    const room = read(database, "SELECT nid, shard, head_seq, extremities FROM rooms WHERE room_id = ?", roomId);
    const seq = room.head_seq + 1n;
    const position = read(database, "SELECT head FROM shards WHERE shard = ?", room.shard).head + 1n;
    const event = { ...newest(database, room), type, room_id: roomId, sender, state_key: stateKey, content };
    const id = idOf(event);
    run("BEGIN");
    run("INSERT INTO events (nid, room, seq, id_hash, body) VALUES (?, ?, ?, ?, ?)", (room.shard << positionBits) | position, room.nid, seq, hashOf(id), Buffer.from(canonical(event)));
    run("INSERT INTO room_state (room, type, key, seq) VALUES (?, ?, ?, ?)", room.nid, numberOf(database, type), numberOf(database, stateKey), seq);
    if (type === "m.room.member") {
      const person = numberOf(database, stateKey, "users", "user_id");
      run("INSERT OR REPLACE INTO memberships (person, room, membership, seq, position, forgotten) VALUES (?, ?, ?, ?, ?, 0)", person, room.nid, joined, seq, position);
    }
    run("UPDATE rooms SET head_seq = ?, head_position = ?, extremities = ? WHERE nid = ?", seq, position, id, room.nid);
    run("UPDATE shards SET head = ? WHERE shard = ?", position, room.shard);
    run("COMMIT");
  } finally {
    database.close();
  }
}

/** What a new event has in common with the newest of the room. */
function newest(database, room) {
  const body = read(database, "SELECT body FROM events WHERE room = ? AND seq = ?", room.nid, room.head_seq).body;
  const event = JSON.parse(Buffer.from(body).toString());
  return { ...event, depth: event.depth + 1, origin_server_ts: Date.now(), prev_events: [room.extremities] };
}

/** https://spec.matrix.org/v1.19/server-server-api/#calculating-the-reference-hash-for-an-event */
function idOf({ signatures: _, unsigned: __, ...event }) {
  const { membership, history_visibility } = event.content;
  const redacted = { ...event, content: { membership, history_visibility } };
  return `$${createHash("sha256").update(canonical(redacted)).digest("base64url")}`;
}

const canonical = (value) => JSON.stringify(value, (_, part) => (isRecord(part) ? Object.fromEntries(Object.entries(part).sort()) : part));
const isRecord = (part) => typeof part === "object" && part !== null && !Array.isArray(part);

/** FNV-1a as the archive's column of event ids has it. */
function hashOf(text) {
  let hash = 14695981039346656037n;
  for (const byte of Buffer.from(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 1099511628211n);
  return BigInt.asIntN(64, hash ^ (hash >> 32n));
}

function numberOf(database, text, table = "strings", column = "text") {
  database.prepare(`INSERT INTO ${table} (${column}) VALUES (?) ON CONFLICT DO NOTHING`).run(text);
  return read(database, `SELECT nid FROM ${table} WHERE ${column} = ?`, text).nid;
}

function read(database, sql, ...values) {
  const statement = database.prepare(sql);
  statement.setReadBigInts(true);
  const row = statement.get(...values);
  if (row === undefined) throw new Error(`Nothing is there: ${sql}`);
  return row;
}
