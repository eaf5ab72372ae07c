// Done when 2, second half: an operator who changes the database or resets a password reads nothing, and both people are told.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DatabaseSync } from "node:sqlite";
import { forge } from "./forge.mjs";
import { eventsHeld, keysInBackup, until } from "./records.mjs";
import { inTown } from "./town.mjs";

/** The operator's hand in the database of a running server. */
function change(server, sql, ...values) {
  const database = new DatabaseSync(server.database);
  try {
    database.exec("PRAGMA busy_timeout = 5000");
    assert.equal(Number(database.prepare(sql).run(...values).changes), 1, sql);
  } finally {
    database.close();
  }
}

const meet = async (town) => {
  const anna = await town.person("Anna");
  const boris = await town.person("Boris");
  await anna.opensChatWith(boris);
  await anna.writes("before the operator came");
  await boris.opens("Anna");
  await boris.sees("before the operator came");
  await boris.writes("nobody else here");
  await anna.sees("nobody else here");
  return { anna, boris };
};

/** The operator gives Anna's account a password it knows and signs in as her. */
const posesAs = async (town, victim) => {
  const mallory = await town.person("Mallory");
  const sql = "UPDATE accounts SET password_hash = (SELECT password_hash FROM accounts WHERE user_id = ?) WHERE user_id = ?";
  change(town.server, sql, mallory.userId, victim.userId);
  const impostor = await town.guest();
  await impostor.signsIn(victim.address, mallory.password);
  return impostor;
};

test("a device that the operator adds to Anna's account reads nothing, and Anna and Boris are told", () =>
  inTown(async (town) => {
    const { anna, boris } = await meet(town);
    const impostor = await posesAs(town, anna);

    await boris.page.getByText(boris.word("states.notice.unsignedDevice", { name: "Anna" })).waitFor({ timeout: 30_000 });
    await anna.page.getByText(anna.word("states.notice.unsignedDeviceMe")).waitFor({ timeout: 30_000 });

    await boris.writes("the operator must not read this");
    await anna.sees("the operator must not read this");
    await impostor.goes(new URL(anna.page.url()).pathname);
    await impostor.log.waitFor({ timeout: 30_000 });
    await impostor.log.getByRole("article").first().waitFor({ timeout: 30_000 });
    assert.equal(await impostor.page.getByText("the operator must not read this").count(), 0);
    assert.equal(await impostor.page.getByText("before the operator came").count(), 0);
  }));

test("a key backup that the operator has swapped gets no key, and Anna and Boris are told", () =>
  inTown(async (town) => {
    const { anna, boris } = await meet(town);
    const foreign = JSON.stringify({ public_key: "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo", signatures: {} });
    change(town.server, "UPDATE key_backups SET parameters = ? WHERE user_id = ? AND is_deleted = 0", Buffer.from(foreign), anna.userId);
    const copied = () => keysInBackup(town.server, anna.userId);

    await anna.page.reload();
    await anna.page.getByText(anna.word("app.backupForeign")).waitFor({ timeout: 30_000 });
    await boris.page.getByText(boris.word("states.notice.swappedBackup", { name: "Anna" })).waitFor({ timeout: 30_000 });
    const before = copied();
    await boris.writes("after the backup was swapped");
    await anna.sees("after the backup was swapped");
    await anna.writes("and this too");
    await boris.sees("and this too");
    // Keys go into a backup at most ten seconds after their message.
    await anna.page.waitForTimeout(12_000);
    assert.equal(copied(), before);
    // The count is not blind: Boris' own backup holds the keys of this chat.
    assert.ok(keysInBackup(town.server, boris.userId) > 0);

    // A new backup of her own ends the alarm for both.
    await anna.goes("/recovery");
    await anna.button("trust.renewBackup").click();
    await anna.page.getByText(anna.word("trust.backupOn")).waitFor({ timeout: 30_000 });
    await boris.page.getByText(boris.word("states.notice.swappedBackup", { name: "Anna" })).waitFor({ state: "hidden", timeout: 30_000 });
  }));

test("after the operator has replaced Anna's keys nothing is sent to them, and Anna and Boris are told", () =>
  inTown(async (town) => {
    const { anna, boris } = await meet(town);
    const impostor = await posesAs(town, anna);
    await impostor.goes("/confirm");
    await impostor.button("trust.startAnew").click();
    const sure = impostor.page.getByRole("dialog").or(impostor.page.getByRole("alertdialog")).last();
    await sure.getByLabel(impostor.word("trust.password"), { exact: true }).fill(impostor.password);
    await sure.getByRole("button", { name: impostor.word("trust.startAnew"), exact: true }).click();

    await boris.page.getByText(boris.word("states.question.identityChanged", { name: "Anna" })).waitFor({ timeout: 60_000 });
    await anna.page.getByText(anna.word("app.identityReplaced")).first().waitFor({ timeout: 60_000 });
    const events = eventsHeld(town.server);
    if (await boris.composer.isVisible()) await boris.writes("nothing for the impostor");
    await boris.page.waitForTimeout(3_000);
    assert.equal(eventsHeld(town.server), events);
    assert.equal(await impostor.page.getByText("nothing for the impostor").count(), 0);
  }));

test("a member whom the server has added reads nothing, and Anna and Boris are told", () =>
  inTown(async (town) => {
    const { anna, boris } = await meet(town);
    const mallory = await town.person("Mallory");
    const addsMallory = async () => {
      await town.server.kill("SIGTERM");
      forge(town.server, roomOf(anna), anna.userId, "m.room.history_visibility", "", { history_visibility: "shared" });
      forge(town.server, roomOf(anna), mallory.userId, "m.room.member", mallory.userId, { membership: "join", displayname: "Mallory" });
      await town.server.open();
    };
    const areAsked = async () => {
      for (const person of [anna, boris])
        await person.page.getByText(person.word("states.question.newMembers", { names: "Mallory" })).waitFor({ timeout: 60_000 });
    };
    await addsMallory();
    await areAsked();
    assert.equal(await boris.composer.count(), 0, "Nothing can be sent before the choice.");
    await boris.button("states.choice.removeMembers").click();
    await boris.composer.waitFor({ timeout: 30_000 });
    await boris.writes("Mallory must not read this");
    await anna.sees("Mallory must not read this", 60_000);

    // The server brings her back, so that she holds the letter; she has no key to it.
    await addsMallory();
    await areAsked();
    await mallory.row("Anna").or(mallory.row("Boris")).first().click({ timeout: 30_000 });
    await mallory.log.getByRole("article").first().waitFor({ timeout: 30_000 });
    await readsNothing(mallory, "Mallory must not read this", "before the operator came");
  }));

test("whoever signs in with a password that the operator has reset reads nothing, and Anna and Boris are told", () =>
  inTown(async (town) => {
    const { anna, boris } = await meet(town);
    await until(() => keysInBackup(town.server, anna.userId) >= 2, "Anna's keys are in her backup");
    const code = await anna.recoveryCode();
    const room = `/chat/${encodeURIComponent(roomOf(boris))}`;
    const [, password] = (await town.server.admin("reset-password", anna.address)).split("\t");
    const impostor = await town.guest();
    await impostor.signsIn(anna.address, password);

    await anna.page.getByText(anna.word("states.signedOut")).waitFor({ timeout: 30_000 });
    await impostor.page.getByText(impostor.word("app.deviceUnconfirmed")).waitFor({ timeout: 30_000 });
    await boris.page.getByText(boris.word("states.notice.unsignedDevice", { name: "Anna" })).waitFor({ timeout: 30_000 });
    await boris.writes("the operator must not read this");
    await boris.sees("the operator must not read this");
    await impostor.goes(room);
    await impostor.log.getByRole("article").first().waitFor({ timeout: 30_000 });
    await readsNothing(impostor, "the operator must not read this", "before the operator came", "nobody else here");

    // Anna comes back with her code: she reads what there was and is told of the other device.
    const back = await town.guest();
    await back.signsIn(anna.address, password);
    await back.recovers(code);
    await back.goes(room);
    await back.sees("before the operator came", 60_000);
    await back.page.getByText(back.word("states.notice.unsignedDeviceMe")).waitFor({ timeout: 30_000 });
    await boris.writes("Anna is back");
    await back.sees("Anna is back", 60_000);
    await impostor.page.getByText(impostor.word("timeline.undecryptable.withheld")).first().waitFor({ timeout: 30_000 });
    await readsNothing(impostor, "Anna is back", "before the operator came");
  }));

const roomOf = (guest) => decodeURIComponent(new URL(guest.page.url()).pathname.split("/")[2]);

async function readsNothing(guest, ...texts) {
  for (const text of texts) assert.equal(await guest.page.getByText(text).count(), 0, text);
}
