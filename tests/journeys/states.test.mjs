// Messages that cannot simply be shown: each says what it is and what to do (U-40), and what did not go can be mended (U-53).
import assert from "node:assert/strict";
import { test } from "node:test";
import { asks, roomOf } from "./otherClient.mjs";
import { inTown } from "./town.mjs";

const article = (guest, words) => guest.log.getByRole("article").filter({ hasText: words });

test("U-40 a deleted, an undecryptable, a blocked and an unknown message each have their look, their words and their action", () =>
  inTown(async (town) => {
    const anna = await town.person("Anna");
    const boris = await town.person("Boris");
    await boris.opensChatWith(anna);
    await boris.writes("I take this back, and everything that I said before it");
    await boris.writes("I stand by this, whatever the others may say about it");
    await anna.opens("Boris");
    await anna.sees("I stand by this, whatever the others may say about it");
    const looks = new Set();
    /** The message with these words is drawn with a sign of its own; resolves with its only action, if it has one. */
    const says = async (guest, words, action) => {
      const message = article(guest, words).first();
      await message.waitFor({ timeout: 30_000 });
      looks.add(await message.locator("[data-bubble] svg").first().innerHTML());
      return action && message.getByRole("button", { name: guest.word(action), exact: true });
    };

    await boris.actsOn("I take this back, and everything that I said before it", "delete");
    await boris.page.getByRole("alertdialog").getByRole("button", { name: boris.word("timeline.delete.yes") }).click();
    await says(anna, anna.word("timeline.deleted"));
    assert.equal(await anna.message("I take this back, and everything that I said before it").count(), 0);

    // A kind of message that only other clients know.
    const poll = `/rooms/${encodeURIComponent(roomOf(boris))}/send/org.example.poll/t${Date.now()}`;
    await asks(boris, "PUT", poll, { question: "Tea or coffee?" });
    const reload = await says(anna, anna.word("timeline.unknown"), "timeline.reload");
    await anna.log.getByText(anna.word("timeline.unknownType", { type: "org.example.poll" })).waitFor();
    await Promise.all([anna.page.waitForEvent("load"), reload.click()]);
    await anna.sees("I stand by this, whatever the others may say about it");

    await anna.button("timeline.details").click();
    const block = anna.page.getByText(anna.word("details.block"), { exact: true });
    await block.click();
    const show = await says(anna, anna.word("timeline.blocked"), "timeline.show");
    assert.equal(await anna.message("I stand by this, whatever the others may say about it").count(), 0);
    await show.last().click();
    await anna.sees("I stand by this, whatever the others may say about it");
    await block.click();
    await article(anna, anna.word("timeline.blocked")).first().waitFor({ state: "detached" });

    // Another browser of hers that has no keys yet.
    const fresh = await town.guest();
    await fresh.signsIn(anna.address, anna.password);
    await fresh.goes(new URL(anna.page.url()).pathname.replace("/details", ""));
    const recover = await says(fresh, fresh.word("timeline.undecryptable.beforeThisDevice"), "timeline.undecryptable.recover");
    await recover.first().click();
    assert.equal(new URL(fresh.page.url()).pathname, "/recovery");
    assert.equal(looks.size, 4);
  }));

test("U-40 U-53 a failed message says why and can be sent again, copied and deleted; all of them go with one press", () =>
  inTown(async (town) => {
    const anna = await town.person("Anna");
    const boris = await town.person("Boris");
    await boris.createsGroup("Yard", [anna]);
    await anna.opens("Yard");
    await boris.page.waitForURL(/\/chat\//);
    const rule = `/rooms/${encodeURIComponent(roomOf(boris))}/state/m.room.power_levels`;
    const levels = await asks(boris, "GET", rule);

    // While Anna is in a tunnel, writing is taken from her.
    await anna.context.setOffline(true);
    for (const text of ["first", "second", "third", "fourth"]) {
      await anna.writes(text);
      await anna.sees(text);
    }
    await asks(boris, "PUT", rule, { ...levels, events_default: 50 });
    await anna.context.setOffline(false);
    const why = anna.log.getByText(anna.word("timeline.failure.notAllowed"));
    await why.nth(3).waitFor({ timeout: 30_000 });

    const act = (text, action) => article(anna, text).getByRole("button", { name: anna.word(`timeline.failure.${action}`), exact: true });
    for (const text of ["first", "second", "third", "fourth"])
      for (const action of ["retry", "copy", "delete"]) await act(text, action).waitFor();
    await anna.context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await act("second", "copy").click();
    await anna.page.getByText(anna.word("timeline.actions.copied")).waitFor();
    assert.equal(await anna.page.evaluate(() => navigator.clipboard.readText()), "second");
    await act("second", "delete").click();
    await anna.message("second").waitFor({ state: "detached" });

    // What failed is still there after a reload, with its reason.
    await anna.page.reload();
    await why.nth(2).waitFor();
    assert.equal(await anna.message("second").count(), 0);

    await asks(boris, "PUT", rule, levels);
    await anna.composer.waitFor();
    await act("first", "retry").click();
    await boris.sees("first");
    assert.equal(await act("third", "retryAll").count(), 0);
    await act("fourth", "retryAll").click();
    await boris.sees("fourth");
    const texts = await boris.log.getByText(/^(first|second|third|fourth)$/).allInnerTexts();
    assert.deepEqual(texts.map((text) => text.trim()), ["first", "third", "fourth"]);
    await why.first().waitFor({ state: "detached" });
  }));
