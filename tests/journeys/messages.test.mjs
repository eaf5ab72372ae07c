// What one does with messages: U-24, U-41, U-101; replies, reactions, edits, deletions.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inTown } from "./town.mjs";

const meet = async (town) => {
  const anna = await town.person("Anna");
  const boris = await town.person("Boris");
  await anna.opensChatWith(boris);
  await anna.writes("Shall we meet at six?");
  await boris.opens("Anna");
  await boris.sees("Shall we meet at six?");
  return { anna, boris };
};

test("a message is answered, reacted to, edited and deleted, and both see it", () =>
  inTown(async (town) => {
    const { anna, boris } = await meet(town);

    await boris.actsOn("Shall we meet at six?", "reply");
    await boris.writes("Better at seven");
    await anna.sees("Better at seven");
    await anna.log.getByText("Shall we meet at six?").nth(1).waitFor();

    await anna.actsOn("Shall we meet at six?", "edit");
    await anna.composer.fill("Shall we meet at seven?");
    await anna.composer.press("Enter");
    await boris.sees("Shall we meet at seven?");
    await boris.log.getByText(boris.word("timeline.edited")).first().waitFor();

    await anna.actsOn("Shall we meet at seven?", "delete");
    await anna.page.getByRole("alertdialog").getByRole("button", { name: anna.word("timeline.delete.yes") }).click();
    await boris.log.getByText(new RegExp(boris.word("timeline.deleted"))).first().waitFor({ timeout: 30_000 });
    assert.equal(await boris.message("Shall we meet at seven?").count(), 0);
  }));

test("U-24 U-41 Shift+Enter breaks the line, and a draft stays when the page is left at once and empties after sending", () =>
  inTown(async (town) => {
    const { anna, boris } = await meet(town);
    await anna.composer.pressSequentially("one");
    await anna.composer.press("Shift+Enter");
    await anna.composer.pressSequentially("two");
    const chat = anna.page.url();
    await anna.goes("/");
    await anna.row("Boris").first().getByText(anna.word("list.draft")).waitFor();
    await anna.goes(chat);
    await anna.composer.waitFor();
    await anna.types(/^one\s+two$/);
    await anna.composer.press("Enter");
    await boris.log.getByText(/one\s+two/).waitFor();
    await anna.types(/^$/);
  }));

test("U-101 the timeline is a log, and a screen reader hears a new message once with its sender", () =>
  inTown(async (town) => {
    const { anna, boris } = await meet(town);
    await boris.page.evaluate(() => {
      window.heard = [];
      for (const region of document.querySelectorAll("[aria-live=polite]"))
        new MutationObserver(() => region.textContent && window.heard.push(region.textContent)).observe(region, { childList: true, characterData: true, subtree: true });
    });
    await anna.writes("listen to this");
    await boris.sees("listen to this");
    await boris.page.waitForFunction(() => window.heard.some((text) => text.includes("listen to this")));
    const heard = await boris.page.evaluate(() => [...new Set(window.heard)].filter((text) => text.includes("listen to this")));
    assert.equal(heard.length, 1);
    assert.match(heard[0], /Anna/);
  }));
