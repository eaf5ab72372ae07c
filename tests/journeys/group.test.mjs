// Done when 1: a group of five with pictures; a fresh browser recovers the history by key backup.
import assert from "node:assert/strict";
import { test } from "node:test";
import { picture } from "../tools/picture.mjs";
import { inTown } from "./town.mjs";

test("five people share a picture in a group, and a fresh browser brings back what was written", () =>
  inTown(async (town) => {
    const anna = await town.person("Anna");
    const others = [];
    for (const name of ["Boris", "Vera", "Gleb", "Dasha"]) others.push(await town.person(name));
    const [boris] = others;

    await anna.createsGroup("Trip to the upper lake", others);
    for (const other of others) await other.opens("Trip to the upper lake");
    await anna.writes("Here is the place where we will sleep");
    for (const other of others) await other.sees("Here is the place where we will sleep");

    await boris.attaches({ name: "shore.png", mimeType: "image/png", buffer: picture() });
    for (const reader of [anna, ...others]) {
      const shown = reader.log.getByRole("img", { name: /shore\.png/ }).or(reader.log.locator("img[src^='blob:']")).first();
      await shown.waitFor({ timeout: 60_000 });
      await reader.page.waitForFunction(() => [...document.querySelectorAll("[role=log] img")].some((image) => image.naturalWidth > 0), undefined, { timeout: 60_000 });
    }

    // The keys of the newest messages go into the backup with up to ten seconds' delay.
    await anna.page.waitForTimeout(12_000);
    const code = await anna.recoveryCode();
    assert.match(code, /^[A-Za-z0-9 ]{40,}$/);
    await anna.page.close();

    const fresh = await town.guest();
    await fresh.signsIn(anna.address, anna.password);
    await fresh.goes("/confirm");
    await fresh.field("trust.code").fill(code);
    await fresh.button("trust.open").click();
    await fresh.page.getByText(fresh.word("trust.confirmedText")).waitFor({ timeout: 60_000 });
    await fresh.opens("Trip to the upper lake");
    await fresh.sees("Here is the place where we will sleep", 60_000);
  }));
