// The list of chats: what a row says (U-05), and what stands where there is nothing yet (U-113).
import assert from "node:assert/strict";
import { test } from "node:test";
import { asks, roomOf } from "./otherClient.mjs";
import { inTown } from "./town.mjs";

test("U-05 a row shows avatar, name, time, who said what, state, unread, mention, mute, pin and draft, and keeps its height", () =>
  inTown(async (town) => {
    const anna = await town.person("Anna");
    const boris = await town.person("Boris");
    const heights = new Set();
    /** The row of a chat; what is looked for in it must come, and its height is noted. */
    const shows = async (title, ...locators) => {
      const row = anna.row(title);
      for (const locate of locators) await locate(row).waitFor({ timeout: 20_000 });
      heights.add((await row.boundingBox()).height);
    };
    const text = (words) => (row) => row.getByText(words).first();
    const sign = (key, values) => (row) => row.getByRole("img", { name: anna.word(key, values) });

    await boris.createsGroup("Garden", [anna]);
    await anna.goes("/");
    await shows("Garden", text(anna.word("list.invited")));
    await anna.opens("Garden");
    const garden = roomOf(anna);
    await anna.writes("Who brings the spades?");
    await boris.sees("Who brings the spades?");
    // Who has joined is told, but not that the creator is in the chat.
    await boris.log.getByText(boris.word("timeline.system.joined", { who: "Anna" })).waitFor();
    assert.equal(await boris.log.getByText(boris.word("timeline.system.created", { by: "Boris" })).count(), 1);
    assert.equal(await boris.log.getByText(boris.word("timeline.system.joined", { who: "Boris" })).count(), 0);
    await anna.goes("/");
    await shows("Garden", text("GA"), text(/^\d\d:\d\d$/), text("Who brings the spades?"), text(anna.word("list.you")), text(anna.word("timeline.delivery.read")));

    await boris.writes("Not me");
    await shows("Garden", text("Boris:"), text("Not me"), sign("list.unread_one", { count: 1 }));
    await boris.actsOn("Who brings the spades?", "reply");
    await boris.writes("Ask Vera");
    await shows("Garden", text("Ask Vera"), sign("list.unread_other", { count: 2 }), sign("list.mentioned"));

    await asks(anna, "PUT", `/pushrules/global/room/${encodeURIComponent(garden)}`, { actions: [] });
    await shows("Garden", text(anna.word("list.muted")));

    // A newer chat stands above; a pinned one above that.
    await anna.opensChatWith(boris);
    const withBoris = roomOf(anna);
    await anna.composer.fill("half a sentence");
    await anna.goes("/");
    await shows("Boris", text(anna.word("list.draft")), text("half a sentence"));
    const order = () => anna.list.getByRole("listitem").allInnerTexts().then((rows) => rows.map((row) => (row.includes("Garden") ? "Garden" : "Boris")));
    assert.deepEqual(await order(), ["Boris", "Garden"]);
    await asks(anna, "PUT", `/user/${encodeURIComponent(anna.userId)}/rooms/${encodeURIComponent(garden)}/tags/m.favourite`, { order: 0.5 });
    await shows("Garden", text(anna.word("list.pinned")));
    assert.deepEqual(await order(), ["Garden", "Boris"]);

    await asks(boris, "PUT", `/rooms/${encodeURIComponent(garden)}/state/m.room.name`, { name: "Garden of the long name ".repeat(9) });
    await shows("Garden of the long", text(anna.word("list.pinned")));
    await boris.opens("Anna");
    await boris.composer.pressSequentially("I am");
    await shows("Boris", text(anna.word("timeline.typing.alone")));
    assert.equal(heights.size, 1, [...heights].join(" px, "));
    assert.notEqual(garden, withBoris);
  }));

test("U-113 where there is nothing yet the page says what will be there, and offers one step", () =>
  inTown(async (town) => {
    const anna = await town.person("Anna");
    const boris = await town.person("Boris");
    const { page } = anna;
    /** The one action under these words inside a pane. */
    const offers = async (place, title, action) => {
      await place.getByRole("heading", { name: anna.word(title), exact: true }).waitFor();
      const actions = place.getByRole("heading", { name: anna.word(title), exact: true }).locator("xpath=..").getByRole("button");
      assert.deepEqual((await actions.allInnerTexts()).map((words) => words.trim()), [anna.word(action)]);
      return actions;
    };
    const main = page.locator('[data-pane="main"]');

    await anna.goes("/");
    await offers(main, "app.firstTitle", "app.newChat");
    await (await offers(anna.list, "list.empty.title", "list.empty.action")).click();
    await anna.field("newchat.who").waitFor();

    await anna.field("newchat.who").fill("nobody of this name");
    await page.getByText(anna.word("newchat.nobody")).waitFor();

    await anna.opensChatWith(boris);
    await anna.log.getByText(anna.word("timeline.empty")).waitFor();

    await anna.goes("/");
    await offers(main, "app.chooseTitle", "app.newChat");
    await anna.list.getByRole("searchbox").fill("nothing like it");
    await (await offers(anna.list, "list.nothing.title", "list.nothing.action")).click();
    await anna.row("Boris").first().waitFor();
    await anna.list.getByRole("tab", { name: anna.word("list.filter.groups") }).click();
    await (await offers(anna.list, "list.noneHere.title", "list.noneHere.action")).click();
    await anna.row("Boris").first().waitFor();

    await anna.goes(`/chat/${encodeURIComponent("!nowhere:localhost")}`);
    await (await offers(main, "states.missing.title", "states.missing.action")).click();
    await offers(main, "app.chooseTitle", "app.newChat");
  }));
