// What is typed and not sent outlives the page, however the page ends: U-41.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inTown } from "./town.mjs";

/** Kills the processes that run the pages of the town's browser, as a crash does: nothing of a page runs any more. */
async function killPages(town) {
  const session = await town.browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  for (const { type, id } of processInfo) if (type === "renderer") process.kill(id, "SIGKILL");
}

/** The bytes of a file take the browser a moment to copy, and a crash within that moment is the browser's to mend. */
const untilFilesAreKept = (page) =>
  page.waitForFunction(
    () =>
      new Promise((resolve) => {
        indexedDB.open("vestnik").onsuccess = ({ target: { result: database } }) => {
          database.transaction("draftFiles").objectStore("draftFiles").count().onsuccess = ({ target }) => {
            database.close();
            resolve(target.result > 0);
          };
        };
      }),
  );

test("U-41 a draft keeps its text, reply, files and cursor when the page crashes right after a key, and the list shows it", () =>
  inTown(async (town) => {
    const anna = await town.person("Anna");
    const boris = await town.person("Boris");
    await boris.opensChatWith(anna);
    await boris.writes("Which train do you take?");
    await anna.opens("Boris");
    await anna.sees("Which train do you take?");
    const chat = anna.page.url();

    await anna.actsOn("Which train do you take?", "reply");
    await anna.composer.pressSequentially("The one at noon");
    for (let i = 0; i < "noon".length; i++) await anna.composer.press("ArrowLeft");
    await anna.composer.press("2");
    await anna.picks({ name: "timetable.txt", mimeType: "text/plain", buffer: Buffer.from("12:00 from platform 4") });
    await untilFilesAreKept(anna.page);
    const crashed = anna.page.waitForEvent("crash");
    await killPages(town);
    await crashed;

    anna.page = await anna.context.newPage();
    await anna.goes("/");
    await anna.row("Boris").first().getByText(anna.word("list.draft")).waitFor();
    await anna.goes(chat);
    await anna.composer.waitFor();
    await anna.types(/^The one at 2noon$/);
    assert.equal(await anna.composer.evaluate((field) => field.selectionStart), "The one at 2".length);
    const strip = anna.page.getByRole("group", { name: anna.word("composer.reply", { name: "Boris" }) });
    await strip.getByText("Which train do you take?").waitFor();
    await anna.page.getByText("timetable.txt").waitFor();

    await anna.composer.press("Backspace");
    await anna.composer.press("Enter");
    await anna.sees("The one at noon");
    await anna.types(/^$/);
    // His page crashed with hers.
    boris.page = await boris.context.newPage();
    await boris.opens("Anna");
    await boris.sees("timetable.txt");
    await anna.page.reload();
    await anna.sees("The one at noon");
    await anna.types(/^$/);
    assert.equal(await anna.page.getByRole("list", { name: anna.word("composer.attachments") }).count(), 0, "the file was sent, and is chosen no more");
    await anna.goes("/");
    await anna.row("Boris").first().waitFor();
    assert.equal(await anna.row("Boris").first().getByText(anna.word("list.draft")).count(), 0);
  }));
