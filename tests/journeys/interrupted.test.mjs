// A sign-up that a reload cuts in the middle: the keys are made all the same, and what is written meanwhile arrives.
import { test } from "node:test";
import { inTown } from "./town.mjs";

/** Signs up, and reloads when the browser is about to send this request of its key set-up. */
async function signsUpUntil(guest, path, displayName, address) {
  // Never answered: the server has not heard of it when the page goes.
  const asked = new Promise((resolve) => void guest.page.route(path, () => resolve()));
  Object.assign(guest, { name: displayName, address, password: `the password of ${address}` });
  await guest.goes("/sign-up");
  await guest.field("signin.name").fill(displayName);
  await guest.field("signin.address").fill(address);
  await guest.field("signin.password").fill(guest.password);
  await guest.button("signin.create").click();
  await asked;
  await guest.page.unroute(path);
}

test("a reload in the middle of the key set-up leaves nobody with a device that is not confirmed", () =>
  inTown(async (town) => {
    const boris = await town.person("Boris");
    const anna = await town.guest();
    await signsUpUntil(anna, /keys\/device_signing\/upload/, "Anna", "anna");
    await anna.opensChatWith(boris);
    const vera = await town.guest();
    await signsUpUntil(vera, /keys\/signatures\/upload/, "Vera", "vera");
    await vera.opensChatWith(boris);

    await anna.writes("Here I am");
    await vera.writes("And so am I");
    await boris.opens("Anna");
    await boris.sees("Here I am", 60_000);
    await boris.opens("Vera");
    await boris.sees("And so am I", 60_000);
    for (const guest of [anna, vera]) await guest.page.getByText(guest.word("app.recoveryUnsaved")).waitFor({ timeout: 60_000 });
  }));
