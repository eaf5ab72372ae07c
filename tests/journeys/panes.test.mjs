// How the page is divided: U-01 on a wide screen, U-02 on a narrow one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inTown } from "./town.mjs";

const pane = (guest, name) => guest.page.locator(`[data-pane="${name}"]`);
const box = (locator) => locator.evaluate((element) => element.getBoundingClientRect().toJSON());

test("U-01 list, chat and details stand side by side from 1280 px on; the list is dragged from 300 to 420 px and keeps its width", () =>
  inTown(async (town) => {
    const anna = await town.person("Anna");
    const boris = await town.person("Boris");
    await anna.opensChatWith(boris);
    const { page } = anna;
    assert.equal(await pane(anna, "details").count(), 0);

    await anna.button("timeline.details").click();
    await page.getByRole("complementary", { name: anna.word("states.pane.details") }).waitFor();
    for (const width of [1280, 1920]) {
      await page.setViewportSize({ width, height: 860 });
      const [list, main, details] = await Promise.all(["list", "main", "details"].map((name) => box(pane(anna, name))));
      assert.ok(list.right <= main.left && main.right <= details.left && details.right <= width, JSON.stringify({ width, list, main, details }));
      assert.ok(main.width >= 400);
    }
    await page.setViewportSize({ width: 1280, height: 860 });

    const edge = page.getByRole("separator", { name: anna.word("states.pane.divider") });
    const drag = async (to) => {
      const { x, y, width, height } = await edge.boundingBox();
      await page.mouse.move(x + width / 2, y + height / 2);
      await page.mouse.down();
      await page.mouse.move(to, y + height / 2, { steps: 4 });
      await page.mouse.up();
      return (await box(pane(anna, "list"))).width;
    };
    const { left } = await box(pane(anna, "list"));
    assert.equal(await drag(left + 100), 300);
    assert.equal(await drag(left + 700), 420);
    const chosen = await drag(left + 391);
    assert.ok(Math.abs(chosen - 391) <= 6, `${chosen} px`);

    await page.reload();
    await anna.composer.waitFor();
    assert.equal((await box(pane(anna, "list"))).width, chosen);
  }));

test("U-02 a phone shows one pane, and Back leads from the chat to the list and not out of the app", () =>
  inTown(async (town) => {
    const boris = await town.person("Boris");
    const anna = await town.person("Anna", { viewport: { width: 390, height: 844 } });
    await anna.opensChatWith(boris);
    const { page } = anna;
    const chat = page.url();
    const shows = async (name) => {
      await pane(anna, name).waitFor();
      assert.equal(await page.locator("[data-pane]").count(), 1, `more than the ${name}`);
    };

    await anna.goes("/");
    await shows("list");
    await anna.row("Boris").first().click();
    await shows("main");
    await page.goBack();
    await shows("list");
    assert.equal(new URL(page.url()).pathname, "/");

    await anna.row("Boris").first().click();
    await shows("main");
    await page.reload();
    await shows("main");
    await anna.button("timeline.back").click();
    await shows("list");

    // Opened by its address, as from a notification: there is no list behind it in the history of the tab.
    const tab = await anna.context.newPage();
    await tab.goto(chat);
    await tab.locator('[data-pane="main"]').waitFor();
    await tab.goBack();
    await tab.locator('[data-pane="list"]').waitFor();

    // The same page with room for two: both.
    await page.setViewportSize({ width: 900, height: 844 });
    await pane(anna, "main").waitFor();
    assert.equal(await page.locator("[data-pane]").count(), 2);
  }));
