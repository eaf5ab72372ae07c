// Stock matrix-js-sdk delays events as its calls do (MSC4140), and searches.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createClient } from "matrix-js-sdk";
import { Server } from "../tools/server.mjs";
import { registered } from "./stock.mjs";

let server;
before(async () => (server = await Server.start()));
after(() => server?.close());

async function signedUp(name) {
  const session = await registered(server, name);
  return createClient({ baseUrl: server.baseUrl, accessToken: session.access_token, userId: session.user_id, deviceId: session.device_id });
}

test("a stock client schedules events, moves them on, cancels one, sends another, and finds what came of it", async () => {
  const anna = await signedUp("anna");
  const { room_id: roomId } = await anna.createRoom({});
  const message = await anna._unstable_sendDelayedEvent(roomId, { delay: 60_000 }, null, "m.room.message", { msgtype: "m.text", body: "the meetings" });
  const left = await anna._unstable_sendDelayedStateEvent(roomId, { delay: 8_000 }, "org.matrix.msc3401.call.member", {}, "_anna");
  assert.deepEqual((await anna._unstable_getDelayedEvents()).scheduled.map((one) => one.delay_id), [left.delay_id, message.delay_id]);

  await anna._unstable_restartScheduledDelayedEvent(left.delay_id);
  await anna._unstable_cancelScheduledDelayedEvent(left.delay_id);
  await anna._unstable_sendScheduledDelayedEvent(message.delay_id);

  const sent = (await anna._unstable_getDelayedEvent(message.delay_id)).finalised.event_id;
  const found = (await anna.search({ body: { search_categories: { room_events: { search_term: "meeting" } } } })).search_categories.room_events;
  assert.deepEqual(found.results.map((one) => one.result.event_id), [sent]);
  assert.equal(found.results[0].result.unsigned["org.matrix.msc4140.delay_id"], message.delay_id);
  assert.deepEqual((await anna._unstable_getDelayedEvents()).scheduled, []);
  await assert.rejects(anna._unstable_restartScheduledDelayedEvent(left.delay_id), (refused) => refused.httpStatus === 409);
});
