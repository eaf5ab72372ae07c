// Every screen there is, with words that are longer than English ones: no barriers, no plain words, no cut texts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { barriers, cutTexts, plainWords } from "./inspection.mjs";
import { inTown } from "./town.mjs";

const [wide, narrow] = [{ width: 1280, height: 860 }, { width: 320, height: 720 }];

test("U-100, U-106, U-110: no barrier, no word from outside the tables and no cut text on any screen", () =>
  inTown(async (town) => {
    const found = [];
    const seen = [];
    const look = async (screen, { page }, ...mayStand) => {
      seen.push(screen);
      const add = (list) => found.push(...list.map((one) => `${screen}: ${one}`));
      add(await barriers(page));
      add(await plainWords(page, mayStand));
      add(await cutTexts(page));
      await page.setViewportSize(narrow);
      add((await cutTexts(page)).map((one) => `at 320: ${one}`));
      await page.setViewportSize(wide);
    };
    const visitor = async () => {
      const guest = await town.guest({ viewport: wide });
      guest.language = "pseudo";
      await guest.context.addInitScript(() => localStorage.setItem("vestnik:language", "pseudo"));
      return guest;
    };

    const vera = await visitor();
    await findsWhatIsWrong(vera);
    await atTheDoor(vera, look);
    const [anna, boris] = [await visitor(), await visitor()];
    await anna.signsUp("Άννα", "anna");
    await look("no chats yet", anna);
    await boris.signsUp("Βασίλης", "boris");
    await inAChat(anna, boris, look);
    await inAGroup(anna, boris, vera, look);
    await inTheSettings(anna, look);
    await onANewDevice(await visitor(), boris, look);

    assert.ok(seen.length >= 30, `${seen.length} screens: ${seen.join(", ")}`);
    assert.equal(found.join("\n"), "");
  }));

/** The inspection is not blind: what is wrong on purpose is found. */
async function findsWhatIsWrong({ page }) {
  await page.goto("/sign-in");
  await page.evaluate(() => {
    document.body.insertAdjacentHTML("beforeend", "<div id=wrong style='inline-size: 3rem; overflow: hidden; white-space: nowrap; color: #aaa; background: #bbb'>A plain text without room<button></button></div>");
  });
  for (const inspect of [barriers, plainWords, cutTexts]) assert.ok((await inspect(page)).length > 0, inspect.name);
}

async function atTheDoor(vera, look) {
  await vera.goes("/sign-in");
  await vera.field("signin.address").fill("nobody");
  await vera.field("signin.password").fill("a wrong password");
  await vera.button("signin.enter").click();
  await vera.page.getByText(vera.word("signin.wrong")).waitFor();
  await vera.page.getByText(vera.word("problem.more")).click();
  await look("sign in, refused", vera, "M_FORBIDDEN", "M_NOT_FOUND");
  await vera.goes("/sign-up");
  await look("sign up", vera);
  await vera.field("signin.address").fill("ЖЖЖ");
  await vera.field("signin.password").fill("short");
  await vera.button("signin.create").click();
  await look("sign up, with mistakes", vera);
  await vera.signsUp("Βέρα", "vera");
}

async function inAChat(anna, boris, look) {
  await anna.goes("/new");
  await anna.field("newchat.who").fill("boris");
  await anna.page.getByRole("list", { name: anna.word("newchat.found") }).getByRole("button").first().waitFor();
  await look("new chat", anna);
  await anna.opensChatWith(boris);
  await anna.writes("Καλημέρα");
  await boris.goes("/");
  await boris.row("Άννα").first().click({ timeout: 30_000 });
  await boris.button("timeline.invite.accept").waitFor({ timeout: 30_000 });
  await look("an invitation", boris);
  await boris.opens("Άννα");
  await boris.sees("Καλημέρα");
  await boris.writes("Τι κάνεις;");
  await anna.sees("Τι κάνεις;");
  await anna.attaches({ name: "01.png", mimeType: "image/png", buffer: await drawing(anna) });
  await anna.attaches({ name: "02.txt", mimeType: "text/plain", buffer: Buffer.from("κήπος") });
  await boris.log.getByRole("button", { name: "01.png" }).waitFor({ timeout: 30_000 });
  await anna.writes("σβησμένο");
  await anna.sees("σβησμένο");
  await anna.opensMenuOf("Τι κάνεις;");
  await look("the menu of a message", anna);
  await anna.page.keyboard.press("Escape");
  await anna.actsOn("σβησμένο", "delete");
  await look("before a deletion", anna);
  await anna.page.getByRole("alertdialog").getByRole("button", { name: anna.word("timeline.delete.yes"), exact: true }).click();
  await anna.page.getByText(anna.word("timeline.deleted")).first().waitFor();
  await anna.actsOn("Τι κάνεις;", "reply");
  await look("a chat, answering", anna);
  await anna.log.getByRole("button", { name: anna.word("timeline.picture.open") }).first().click();
  await anna.page.getByRole("dialog").waitFor();
  await look("a picture", anna);
  await anna.page.keyboard.press("Escape");
  await anna.button("composer.emoji").click();
  await look("the choice of signs", anna);
  await anna.page.keyboard.press("Escape");
  await anna.button("timeline.details").click();
  await anna.button("details.trust.verify").waitFor();
  await look("about a person", anna);
  await anna.button("details.trust.verify").click();
  await anna.page.getByText(anna.word("trust.waiting", { name: "Βασίλης" })).waitFor({ timeout: 30_000 });
  await look("waiting to compare", anna);
  await boris.page.getByText(boris.word("trust.incoming", { name: "Άννα" })).waitFor({ timeout: 30_000 });
  await look("asked to compare", boris);
  await boris.button("trust.begin").click();
  await anna.button("trust.byEmoji").waitFor({ timeout: 30_000 });
  await look("choosing how to compare", anna);
  await anna.button("trust.byEmoji").click();
  await anna.button("trust.same").waitFor({ timeout: 30_000 });
  const pictures = await anna.page.getByRole("dialog").getByRole("listitem").allInnerTexts();
  await look("comparing", anna, ...pictures.map((one) => one.replace(/^\S+\s*/, "")));
  await anna.button("trust.different").click();
  await anna.page.getByText(anna.word("trust.cancelledMismatch")).waitFor({ timeout: 30_000 });
  await look("a comparison that failed", anna);
  for (const one of [anna, boris]) await one.button("trust.ready").click({ timeout: 30_000 });
}

async function inAGroup(anna, boris, vera, look) {
  await anna.createsGroup("Κήπος", [boris]);
  await anna.button("timeline.details").click();
  await anna.button("details.invite").waitFor();
  await look("about a group", anna);
  await anna.button("details.rename").click();
  await look("renaming a group", anna);
  await anna.page.keyboard.press("Escape");
  await anna.button("details.memberActions", { name: "Βασίλης" }).click();
  await look("the menu of a member", anna);
  await anna.page.keyboard.press("Escape");
  // The change of the window's width has closed the menu already, or the key has: then it closed the panel instead.
  if (!(await anna.button("details.leave").isVisible())) await anna.button("timeline.details").click();
  await anna.button("details.leave").click();
  await look("before leaving", anna);
  await anna.page.keyboard.press("Escape");
  await anna.button("details.invite").click();
  await anna.page.getByRole("switch", { name: anna.word("invite.openByLink") }).click({ force: true });
  await anna.page.getByRole("img", { name: anna.word("invite.qrName") }).waitFor({ timeout: 30_000 });
  await look("inviting", anna);
  const link = await anna.page.getByRole("dialog").getByText(/\/join\//).innerText();
  await anna.page.keyboard.press("Escape");
  await vera.goes(new URL(link).pathname);
  await vera.button("invite.join").waitFor();
  await look("invited by a link", vera);
  await vera.button("invite.join").click();
  await anna.page.getByText(anna.word("states.question.newMembers", { names: "Βέρα" })).waitFor({ timeout: 30_000 });
  await look("a stranger in the group", anna);
  await vera.goes(`/person/${encodeURIComponent(anna.userId)}`);
  await vera.button("invite.write").waitFor();
  await look("a person's link", vera);
}

async function inTheSettings(anna, look) {
  await anna.goes("/new/group");
  await look("new group", anna);
  await anna.goes("/settings/profile");
  await anna.page.getByRole("img", { name: anna.word("settings.qrName") }).waitFor();
  await look("profile", anna);
  await anna.goes("/settings/devices");
  await anna.page.getByText(anna.word("settings.trustConfirmed")).waitFor();
  await look("devices", anna);
  for (const page of ["appearance", "language", ""]) {
    await anna.goes(`/settings/${page}`);
    await anna.button("settings.signOut").waitFor();
    await look(`settings ${page}`, anna);
  }
  await anna.button("settings.signOut").click();
  await look("before signing out", anna);
  await anna.page.keyboard.press("Escape");
  const code = await anna.recoveryCode();
  await look("the recovery code", anna, code, ...code.split(" "));
  await anna.button("trust.iSavedIt").click();
  await anna.page.getByText(anna.word("trust.codeSaved")).waitFor();
  await look("recovery", anna);
}

async function onANewDevice(device, boris, look) {
  await device.signsIn(boris.address, boris.password);
  await device.page.getByText(device.word("app.deviceUnconfirmed")).waitFor({ timeout: 30_000 });
  await device.goes("/");
  await device.row("Άννα").first().click({ timeout: 30_000 });
  await device.log.getByRole("article").first().waitFor({ timeout: 30_000 });
  await look("a chat on a device that is not confirmed", device);
  await device.goes("/confirm");
  await device.field("trust.code").fill("not a code");
  await device.button("trust.open").click();
  await device.page.getByText(device.word("problem.wrongCode")).waitFor();
  await look("confirming a device", device);
  await device.button("trust.startAnew").click();
  await look("before beginning anew", device);
}

async function drawing(guest) {
  const data = await guest.page.evaluate(async () => {
    const pen = new OffscreenCanvas(320, 200).getContext("2d");
    pen.fillStyle = "seagreen";
    pen.fillRect(0, 0, 320, 200);
    return [...new Uint8Array(await (await pen.canvas.convertToBlob()).arrayBuffer())];
  });
  return Buffer.from(data);
}
