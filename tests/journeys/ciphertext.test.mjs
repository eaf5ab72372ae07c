// Done when 2, first half: the server holds only ciphertext. The same search finds a canary that was planted in clear.
import assert from "node:assert/strict";
import { test } from "node:test";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { searchFiles, searchCoreDump } from "../tools/search.mjs";
import { inTown } from "./town.mjs";

const secret = "the heron nests behind the third lock at Sosnovka";
const canary = "this sentence about marmots was sent without encryption";

/** Somebody with a program of their own writes into an unencrypted room. */
async function plantCanary(server) {
  const ask = async (method, path, token, body) => {
    const answer = await fetch(`${server.baseUrl}/_matrix/client/v3${path}`, {
      method,
      headers: { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    });
    assert.equal(answer.status, 200, path);
    return answer.json();
  };
  const me = await ask("POST", "/register", undefined, { username: "canary", password: "a password of a canary", auth: { type: "m.login.dummy" } });
  const room = await ask("POST", "/createRoom", me.access_token, { preset: "private_chat" });
  await ask("PUT", `/rooms/${encodeURIComponent(room.room_id)}/send/m.room.message/1`, me.access_token, { msgtype: "m.text", body: canary });
}

test("a search of files, log and a core dump finds no message of the two, and finds the canary", () =>
  inTown(async (town) => {
    const anna = await town.person("Anna");
    const boris = await town.person("Boris");
    await anna.opensChatWith(boris);
    await anna.writes(secret);
    await boris.opens("Anna");
    await boris.sees(secret);
    await plantCanary(town.server);
    writeFileSync(join(town.server.folder, "server.log"), town.server.log.join(""));

    assert.notDeepEqual(searchFiles(town.server.folder, canary), [], "the search of files is blind");
    assert.deepEqual(searchFiles(town.server.folder, secret), []);

    const [canaries, secrets] = searchCoreDump(town.server.process.pid, canary, secret);
    assert.notDeepEqual(canaries, [], "the search of the core dump is blind");
    assert.deepEqual(secrets, []);
  }));
