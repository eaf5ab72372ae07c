// What the server has written down, read beside it.
import { DatabaseSync } from "node:sqlite";

export async function until(isSo, what, timeout = 60_000) {
  for (const end = Date.now() + timeout; !isSo(); await new Promise((resolve) => setTimeout(resolve, 200)))
    if (Date.now() > end) throw new Error(`Not so in time: ${what}`);
}

export function eventsHeld(server) {
  const database = new DatabaseSync(server.database, { readOnly: true });
  try {
    return Number(database.prepare("SELECT COUNT(*) AS events FROM events").get().events);
  } finally {
    database.close();
  }
}

export function keysInBackup(server, userId) {
  const database = new DatabaseSync(server.database, { readOnly: true });
  try {
    return Number(database.prepare("SELECT COUNT(*) AS keys FROM backed_up_keys WHERE user_id = ?").get(userId).keys);
  } finally {
    database.close();
  }
}
