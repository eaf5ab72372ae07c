// A second device is confirmed by pictures or by a code; two people compare their keys; the history comes by the recovery code.
import assert from "node:assert/strict";
import { test } from "node:test";
import { guestWithCamera } from "./camera.mjs";
import { keysInBackup, until } from "./records.mjs";
import { inTown } from "./town.mjs";

test("Anna's other devices are confirmed by pictures and by the camera, and read what was written before", () =>
  inTown(async (town) => {
    const [anna, boris] = [await town.person("Anna"), await town.person("Boris")];
    await anna.opensChatWith(boris);
    await anna.writes("written before there was a second device");
    await until(() => keysInBackup(town.server, anna.userId) > 0, "Anna's key is in her backup");

    const laptop = await town.guest();
    await asksToBeConfirmed(laptop, anna);
    await laptop.button("trust.byEmoji").click();
    await samePictures(anna, laptop);
    for (const device of [anna, laptop]) await device.page.getByText(device.word("trust.doneOwn")).waitFor({ timeout: 60_000 });
    for (const device of [anna, laptop]) await device.button("trust.ready").click();
    await laptop.button("trust.toChats").click();
    await laptop.opens("Boris");
    await laptop.sees("written before there was a second device", 60_000);

    const phone = await guestWithCamera(town);
    await laptop.context.close();
    await asksToBeConfirmed(phone, anna);
    await phone.films(anna.page.getByRole("img", { name: anna.word("trust.yourQr") }));
    await phone.button("trust.scan").click();
    await anna.page.getByText(anna.word("trust.scanned", { name: "Anna" })).waitFor({ timeout: 60_000 });
    await anna.button("trust.yesScanned").click();
    for (const device of [anna, phone]) await device.page.getByText(device.word("trust.doneOwn")).waitFor({ timeout: 60_000 });
    for (const device of [anna, phone]) await device.button("trust.ready").click();
    await phone.opens("Boris");
    await phone.sees("written before there was a second device", 60_000);
  }));

test("two people who compare keys are told that they mean each other, and pictures that differ are an alarm", () =>
  inTown(async (town) => {
    const [anna, boris] = [await town.person("Anna"), await town.person("Boris")];
    await anna.opensChatWith(boris);
    await anna.writes("Shall we compare?");
    await boris.opens("Anna");
    await boris.sees("Shall we compare?");

    await compare(anna, boris);
    await boris.button("trust.different").click();
    for (const person of [anna, boris]) await person.page.getByText(person.word("trust.cancelledMismatch")).waitFor({ timeout: 60_000 });
    for (const person of [anna, boris]) await person.button("trust.ready").click();

    await compare(anna, boris);
    await samePictures(anna, boris);
    await anna.page.getByText(anna.word("trust.done", { name: "Boris" })).waitFor({ timeout: 60_000 });
    await boris.page.getByText(boris.word("trust.done", { name: "Anna" })).waitFor({ timeout: 60_000 });
    for (const person of [anna, boris]) await person.button("trust.ready").click();
    await anna.page.getByText(anna.word("details.trust.verifiedWords")).waitFor({ timeout: 30_000 });
  }));

/** A new browser signs in and asks; the one that is confirmed agrees. */
async function asksToBeConfirmed(device, confirmed) {
  await device.signsIn(confirmed.address, confirmed.password);
  await device.goes("/confirm");
  await device.button("trust.ask").click();
  await confirmed.page.getByText(confirmed.word("trust.incomingOwn")).waitFor({ timeout: 60_000 });
  await confirmed.button("trust.begin").click();
  for (const one of [device, confirmed]) await one.page.getByText(one.word("trust.choose")).waitFor({ timeout: 60_000 });
}

async function compare(asking, asked) {
  if (!(await asking.button("details.trust.verify").isVisible())) await asking.button("timeline.details").click();
  await asking.button("details.trust.verify").click();
  await asked.page.getByText(asked.word("trust.incoming", { name: asking.name })).waitFor({ timeout: 60_000 });
  await asked.button("trust.begin").click();
  await asking.button("trust.byEmoji").click({ timeout: 60_000 });
  await asked.page.getByText(asked.word("trust.compare")).waitFor({ timeout: 60_000 });
}

/** Both read the same seven pictures to each other and say so. */
async function samePictures(...two) {
  const shown = [];
  for (const one of two) {
    const pictures = one.page.getByRole("dialog").getByRole("listitem");
    await pictures.first().waitFor({ timeout: 60_000 });
    shown.push(await pictures.allInnerTexts());
  }
  assert.equal(shown[0].length, 7);
  assert.deepEqual(shown[0], shown[1]);
  for (const one of two) await one.button("trust.same").click();
}
