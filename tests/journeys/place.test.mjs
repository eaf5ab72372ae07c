// The reader's place in a chat: where it opens (U-30), that it stays (U-31, U-32), and what counts as read (U-33).
import assert from "node:assert/strict";
import { test } from "node:test";
import { picture } from "../tools/picture.mjs";
import { holds } from "./holds.mjs";
import { inTown } from "./town.mjs";

const meet = async (town) => {
  const anna = await town.person("Anna");
  const boris = await town.person("Boris");
  await anna.opensChatWith(boris);
  await anna.writes("Tell me everything");
  await boris.opens("Anna");
  await boris.sees("Tell me everything");
  return { anna, boris };
};

const writesLines = async (guest, from, to) => {
  for (let i = from; i <= to; i++) await guest.writes(`Line ${i} of the story`);
  // All of them have left.
  await guest.page.waitForFunction(() => !document.querySelector("[data-delivery=queued], [data-delivery=sending]"), undefined, { timeout: 60_000 });
};

/** Where a message stands in the view of the log: its top, and the view's height. */
const placeOf = (guest, text) =>
  guest.message(text).first().evaluate((words) => {
    const view = words.closest("[role=log]").getBoundingClientRect();
    return { top: words.getBoundingClientRect().top - view.top, height: view.height };
  });
const isInView = ({ top, height }) => top >= 0 && top < height;
const fromEnd = (guest) => guest.log.evaluate((log) => log.scrollHeight - log.clientHeight - log.scrollTop);

test("U-30 a chat with unread messages opens at the first of them under a divider, one without at its end", () =>
  inTown(async (town) => {
    const { anna, boris } = await meet(town);
    await anna.goes("/");
    await writesLines(boris, 1, 30);
    await anna.row("Boris").getByRole("img", { name: anna.word("list.unread_other", { count: 30 }) }).waitFor({ timeout: 30_000 });

    await anna.row("Boris").click();
    const divider = anna.log.getByRole("separator", { name: anna.word("timeline.unread") });
    await divider.waitFor();
    await anna.sees("Line 1 of the story");
    const first = await placeOf(anna, "Line 1 of the story");
    const line = await divider.evaluate((element) => element.getBoundingClientRect().top - element.closest("[role=log]").getBoundingClientRect().top);
    assert.ok(line >= 0 && line < first.top && first.top < first.height / 4, JSON.stringify({ line, first }));
    assert.ok((await fromEnd(anna)) > 100);

    // Read to the end; the next visit starts there.
    await anna.button("timeline.toEnd").or(anna.page.getByRole("button", { name: /go down/ })).click();
    await anna.sees("Line 30 of the story");
    await anna.row("Boris").getByRole("img", { name: /unread/ }).waitFor({ state: "detached" });
    await anna.goes("/");
    await anna.row("Boris").click();
    await anna.sees("Line 30 of the story");
    assert.ok(isInView(await placeOf(anna, "Line 30 of the story")));
    assert.ok((await fromEnd(anna)) <= 2);
    assert.equal(await divider.count(), 0);
  }));

test("U-31 new messages do not move a reader who has scrolled up; a button with their number leads down, and once more to the end", () =>
  inTown(async (town) => {
    const { anna, boris } = await meet(town);
    await writesLines(boris, 1, 30);
    await anna.sees("Line 30 of the story");
    assert.ok((await fromEnd(anna)) <= 2);
    const read = anna.row("Boris").getByRole("img", { name: /unread/ });
    await read.waitFor({ state: "detached" });

    await anna.log.hover();
    await anna.page.mouse.wheel(0, -700);
    await anna.button("timeline.toEnd").waitFor();
    const held = await anna.log.evaluate((log) => {
      const view = log.getBoundingClientRect();
      return [...log.querySelectorAll("article")].find((one) => one.getBoundingClientRect().top >= view.top).innerText.split("\n")[0];
    });
    const before = await placeOf(anna, held);
    await writesLines(boris, 31, 55);
    const down = anna.page.getByRole("button", { name: anna.word("timeline.toEndUnseen_other", { count: 25 }), exact: true });
    await down.waitFor({ timeout: 30_000 });
    const after = await placeOf(anna, held);
    assert.ok(Math.abs(after.top - before.top) <= 2, `${before.top} -> ${after.top}`);

    await down.click();
    await anna.sees("Line 31 of the story");
    const first = await placeOf(anna, "Line 31 of the story");
    assert.ok(isInView(first) && first.top < first.height / 2, JSON.stringify(first));
    assert.ok((await fromEnd(anna)) > 100);
    await anna.page.getByRole("button", { name: /go down|latest/ }).click();
    await anna.sees("Line 55 of the story");
    assert.ok(isInView(await placeOf(anna, "Line 55 of the story")));
    assert.ok((await fromEnd(anna)) <= 2);
  }));

test("U-32 the message before the eyes stays within 2 px when older ones come, and when a picture above is loaded at last", () =>
  inTown(async (town) => {
    const { anna, boris } = await meet(town);
    await boris.attaches({ name: "high.png", mimeType: "image/png", buffer: picture(300, 500) });
    await writesLines(boris, 1, 60);
    await anna.sees("Line 60 of the story");

    // A new browser of the same person would have no keys: a reload with an empty cache makes the history load anew.
    const older = holds(anna, /\/messages\?/);
    const pictures = holds(anna, /\/media\/download\//);
    await anna.page.evaluate(() => new Promise((done) => {
      const open = indexedDB.open("vestnik");
      open.onsuccess = () => {
        const clear = open.result.transaction("contents", "readwrite");
        clear.objectStore("contents").clear();
        clear.oncomplete = done;
      };
    }));
    await anna.page.reload();
    await anna.sees("Line 60 of the story");
    await anna.log.hover();
    const top = async () => {
      await anna.page.mouse.wheel(0, -4000);
      await anna.page.waitForFunction(() => document.querySelector("[role=log]").scrollTop === 0);
    };
    /** The first whole line of the story in view, and where it stands. */
    const held = async () => {
      const text = await anna.log.evaluate((log) => {
        const { top } = log.getBoundingClientRect();
        const lines = [...log.querySelectorAll("article")].filter((one) => one.getBoundingClientRect().top >= top && /^Line/.test(one.innerText));
        return lines[0].innerText.split("\n")[0];
      });
      return { text, ...(await placeOf(anna, text)) };
    };
    await top();
    await older.asked;
    const first = await held();
    const height = await anna.log.evaluate((log) => log.scrollHeight);
    await older.letGo();
    await anna.page.waitForFunction((known) => document.querySelector("[role=log]").scrollHeight > known + 300, height);
    const later = await placeOf(anna, first.text);
    assert.ok(Math.abs(later.top - first.top) <= 2, `${first.text}: ${first.top} -> ${later.top}`);

    // The picture stands above the view and is not there yet.
    const frame = anna.log.getByRole("button", { name: /high\.png/ });
    while (!(await frame.isVisible())) await anna.page.mouse.wheel(0, -400);
    await pictures.asked;
    assert.equal(await frame.locator("img").count(), 0);
    await anna.page.mouse.wheel(0, await frame.evaluate((one) => one.getBoundingClientRect().bottom - one.closest("[role=log]").getBoundingClientRect().top + 30));
    await anna.page.waitForFunction(() => [...document.querySelectorAll("[role=log] button")].some((one) => /high\.png/.test(one.textContent) && one.getBoundingClientRect().bottom < document.querySelector("[role=log]").getBoundingClientRect().top));
    const below = await held();
    await pictures.letGo();
    await anna.page.waitForFunction(() => [...document.querySelectorAll("[role=log] article img[src^='blob:']")].some((image) => image.naturalWidth === 300));
    const loaded = await placeOf(anna, below.text);
    assert.ok(Math.abs(loaded.top - below.top) <= 2, `${below.text}: ${below.top} -> ${loaded.top}`);
  }));

test("U-33 a message counts as read when the page was visible and focused and the message in view for half a second, and not before", () =>
  inTown(async (town) => {
    const { anna, boris } = await meet(town);
    const state = (text) => boris.log.getByRole("article").filter({ hasText: text }).locator("[data-delivery]").getAttribute("data-delivery");
    const isRead = (text) => boris.log.getByRole("article").filter({ hasText: text }).locator("[data-delivery=read]").waitFor({ timeout: 30_000 });
    /** When the page has asked the server to note a receipt, in its own milliseconds. */
    const receipts = () => anna.page.evaluate(() => performance.getEntriesByType("resource").filter(({ name }) => name.endsWith("/read_markers")).map(({ startTime }) => startTime));
    /** Four times as long as a message has to be in view. */
    const longEnough = () => anna.page.evaluate(() => new Promise((done) => setTimeout(done, 2_000)));
    const notReadWhile = async (what) => {
      const before = await receipts();
      await boris.writes(`while ${what}`);
      await anna.sees(`while ${what}`);
      await longEnough();
      assert.deepEqual(await receipts(), before, what);
      assert.notEqual(await state(`while ${what}`), "read", what);
    };
    // The browser of a journey pretends to have the focus always; here it does not.
    const devtools = await anna.context.newCDPSession(anna.page);
    await devtools.send("Emulation.setFocusEmulationEnabled", { enabled: false });
    await anna.page.bringToFront();

    await anna.page.evaluate(() => {
      window.appeared = new Promise((done) => {
        const watch = new MutationObserver(() => document.body.innerText.includes("in plain sight") && done(performance.now()));
        watch.observe(document.body, { subtree: true, childList: true });
      });
    });
    await boris.writes("in plain sight");
    await isRead("in plain sight");
    const [appeared, sent] = [await anna.page.evaluate(() => window.appeared), (await receipts()).at(-1)];
    assert.ok(sent - appeared >= 490, `${sent - appeared} ms after it appeared`);

    const other = await anna.context.newPage();
    await other.bringToFront();
    assert.equal(await anna.page.evaluate(() => document.hasFocus()), false);
    await notReadWhile("another page has the focus");
    await anna.page.bringToFront();
    await isRead("while another page has the focus");

    // A headless browser never hides a page, so the page is told that it did.
    const show = (visibility) =>
      anna.page.evaluate((value) => {
        Object.defineProperty(document, "visibilityState", { configurable: true, get: () => value });
        document.dispatchEvent(new Event("visibilitychange"));
      }, visibility);
    await show("hidden");
    await notReadWhile("the page is hidden");
    await show("visible");
    await isRead("while the page is hidden");

    await writesLines(boris, 1, 30);
    await isRead("Line 30 of the story");
    await anna.log.hover();
    await anna.page.mouse.wheel(0, -900);
    await anna.button("timeline.toEnd").waitFor();
    const before = await receipts();
    await boris.writes("below the fold");
    await anna.page.getByRole("button", { name: anna.word("timeline.toEndUnseen_one", { count: 1 }), exact: true }).waitFor({ timeout: 30_000 });
    await longEnough();
    assert.deepEqual(await receipts(), before);
    await anna.page.getByRole("button", { name: /go down/ }).click();
    await isRead("below the fold");
  }));
