// Profile, devices, language, theme, and the way out.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PushService, reachable } from "../tools/push-service.mjs";
import { deliverer, notifications, subscribesAt, waitsForNotification } from "./pushed.mjs";
import { inTown } from "./town.mjs";

test("Anna's settings: her name and picture, her devices, language and theme, and the sign-out that leaves nothing behind", () =>
  inTown(async (town) => {
    const [anna, boris] = [await town.person("Anna"), await town.person("Boris")];
    await anna.opensChatWith(boris);
    await anna.writes("Good morning");
    await boris.opens("Anna");
    await boris.sees("Good morning");
    await notified(boris, anna);

    await anna.goes("/settings/profile");
    await anna.field("settings.name").fill("Anna Lark");
    await anna.button("settings.save").click();
    await boris.row("Anna Lark").first().waitFor({ timeout: 30_000 });
    await anna.page.locator("input[type=file]").setInputFiles({ name: "me.png", mimeType: "image/png", buffer: await portrait(anna) });
    await boris.row("Anna Lark").first().locator("img").waitFor({ timeout: 30_000 });

    const tablet = await town.guest();
    await tablet.signsIn(anna.address, anna.password);
    await anna.goes("/settings/devices");
    await anna.page.getByText(anna.word("settings.unsignedText_one")).waitFor({ timeout: 30_000 });
    await anna.page.getByRole("button", { name: new RegExp(`^${anna.word("settings.renameDevice", { name: "" })}`) }).first().click();
    await anna.field("settings.deviceName").fill("Kitchen computer");
    await anna.button("settings.save").click();
    await anna.page.getByText("Kitchen computer").waitFor({ timeout: 30_000 });
    await anna.button("settings.endThem_one", { count: 1 }).click();
    await anna.field("settings.password").fill("not her password");
    await anna.page.getByRole("dialog").getByRole("button", { name: anna.word("settings.endThem_one") }).click();
    await anna.page.getByText(anna.word("settings.wrongPassword")).waitFor({ timeout: 30_000 });
    await anna.field("settings.password").fill(anna.password);
    await anna.page.getByRole("dialog").getByRole("button", { name: anna.word("settings.endThem_one") }).click();
    await tablet.page.getByText(tablet.word("states.signedOut")).waitFor({ timeout: 60_000 });

    await anna.goes("/settings/language");
    await anna.page.getByRole("radio", { name: "Русский" }).check();
    anna.language = "ru";
    await anna.page.getByRole("heading", { name: anna.word("settings.language") }).first().waitFor();
    assert.equal(await anna.page.evaluate(() => document.documentElement.lang), "ru");
    await anna.goes("/settings/appearance");
    await anna.page.getByRole("radio", { name: anna.word("settings.themeDark"), exact: true }).check();
    const ground = () => anna.page.evaluate(() => getComputedStyle(document.body).colorScheme);
    assert.equal(await ground(), "dark");
    await anna.page.reload();
    await anna.page.getByRole("radio", { name: anna.word("settings.themeDark"), exact: true }).waitFor();
    assert.equal(await ground(), "dark", "The choice survives a reload.");

    await anna.button("settings.signOut").click();
    const question = anna.page.getByRole("alertdialog");
    // Her code is not written down, so the sentence says what she would lose.
    await question.getByText(anna.word("settings.signOutLoses")).waitFor();
    assert.equal(await anna.page.getByRole("button", { name: "Dismiss" }).count(), 0, "The words of the components follow the choice too.");
    assert.ok((await databases(anna)).length > 0);
    await question.getByRole("button", { name: anna.word("settings.signOut"), exact: true }).click();
    await anna.button("signin.enter").waitFor({ timeout: 60_000 });
    // The browser deletes a database as soon as the page that held it has gone.
    await anna.page.waitForFunction(async () => (await indexedDB.databases()).length === 0, undefined, { timeout: 30_000 });
    const left = await anna.page.evaluate(() => Object.keys(localStorage).filter((key) => !/language|theme/.test(key)));
    assert.deepEqual(left, []);
  }, { vestnik: reachable }));

/** Boris turns notifications on, tests them, and hears of a message while his page is closed. */
async function notified(boris, anna) {
  const service = await PushService.open();
  try {
    await boris.goes("/settings/notifications");
    await boris.context.clearPermissions();
    await boris.context.grantPermissions(["notifications"]);
    // This machine has no way to the push service of the browser's maker: the page says so.
    await boris.button("notifications.turnOn").click();
    await boris.page.getByText(boris.word("notifications.noService")).waitFor({ timeout: 60_000 });

    await subscribesAt(boris, service);
    await boris.page.reload();
    await boris.button("notifications.turnOn").click();
    await boris.page.getByText(boris.word("notifications.onText")).waitFor({ timeout: 30_000 });
    const deliver = await deliverer(boris);
    await boris.button("notifications.test").click();
    await boris.page.getByText(boris.word("notifications.waiting")).waitFor({ timeout: 30_000 });
    await deliver((await service.next()).text);
    await boris.page.getByText(boris.word("notifications.arrived")).waitFor({ timeout: 30_000 });
    assert.deepEqual(await waitsForNotification(boris, "Notifications work"), [{ title: "Notifications work", body: "This is the test you asked for" }]);

    service.status = 410;
    await boris.button("notifications.test").click();
    await boris.page.getByText(boris.word("notifications.rejected")).waitFor({ timeout: 30_000 });
    service.status = 201;
    await service.next();

    await boris.page.goto("about:blank");
    await anna.writes("The herons are back");
    // Ids and a count; nothing that is shown says more.
    const { text } = await service.next();
    assert.deepEqual(Object.keys(JSON.parse(text)).sort(), ["event_id", "prio", "room_id", "unread"]);
    await deliver(text);
    await boris.goes("/settings/notifications");
    const shown = await waitsForNotification(boris, "New message");
    assert.ok(shown.every(({ title, body }) => !`${title} ${body}`.includes("heron")), JSON.stringify(shown));
    assert.equal((await notifications(boris)).length, 2);
    await boris.button("notifications.turnOff").click();
    await boris.page.getByText(boris.word("notifications.offText")).waitFor({ timeout: 30_000 });
    await boris.opens("Anna");
    await boris.sees("The herons are back");
  } finally {
    await service.close();
  }
}

const databases = (guest) => guest.page.evaluate(async () => (await indexedDB.databases()).map((one) => one.name));

/** A picture that the browser itself has drawn. */
async function portrait(guest) {
  const data = await guest.page.evaluate(async () => {
    const pen = new OffscreenCanvas(64, 64).getContext("2d");
    pen.fillStyle = "teal";
    pen.fillRect(0, 0, 64, 64);
    return [...new Uint8Array(await (await pen.canvas.convertToBlob()).arrayBuffer())];
  });
  return Buffer.from(data);
}
