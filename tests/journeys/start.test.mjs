// What is on the screen before the server has said a word (U-11, U-13), and that it stays where it is (U-08).
import assert from "node:assert/strict";
import { test } from "node:test";
import { picture } from "../tools/picture.mjs";
import { holds } from "./holds.mjs";
import { inTown } from "./town.mjs";

test("U-11 U-13 the cached list and the cached chat are painted before the SDK is asked for and before the server answers", () =>
  inTown(async (town) => {
    const anna = await town.person("Anna");
    const boris = await town.person("Boris");
    await anna.opensChatWith(boris);
    await boris.opens("Anna");
    await boris.writes("kept for the next start");
    await anna.sees("kept for the next start");
    await anna.row("Boris").getByText("kept for the next start").waitFor();

    const server = holds(anna, /\/_matrix\//);
    await anna.page.reload();
    await anna.sees("kept for the next start");
    await anna.row("Boris").getByText("kept for the next start").waitFor();
    // The composer is there as well: one can write.
    await anna.composer.fill("said before the server woke");
    const moments = await anna.page.waitForFunction(() => {
      const at = (name) => performance.getEntriesByName(`vestnik:${name}`)[0]?.startTime;
      const engine = performance.getEntriesByType("resource").find(({ name }) => /\/startEngine-[^/]*\.js$/.test(name))?.startTime;
      const all = { list: at("list-painted"), chat: at("chat-painted"), requested: at("sdk-requested"), engine };
      return Object.values(all).every((time) => time !== undefined) && all;
    });
    const { list, requested, engine } = await moments.jsonValue();
    assert.ok(list < requested && requested <= engine, JSON.stringify({ list, requested, engine }));
    await server.asked;

    await server.letGo();
    await anna.composer.press("Enter");
    await boris.sees("said before the server woke");
  }));

test("U-08 nothing shifts when the page starts, when a chat is opened, and while its pictures arrive", () =>
  inTown(async (town) => {
    const anna = await town.person("Anna");
    const boris = await town.person("Boris");
    await boris.createsGroup("Trip", [anna]);
    await anna.opens("Trip");
    await anna.opensChatWith(boris);
    await boris.opens("Anna");
    for (let i = 1; i <= 25; i++) await boris.writes(`Line ${i} ${"of a long letter ".repeat(i % 7)}`.trim());
    await anna.log.getByText(/^Line 25/).waitFor();
    await anna.context.addInitScript(() => {
      window.shifts = [];
      const note = ({ value, startTime, sources }) =>
        window.shifts.push({ value, startTime, moved: sources.map(({ node, previousRect, currentRect }) => [node?.className ?? node?.nodeName, previousRect.y, currentRect.y].join(" ")) });
      new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type: "layout-shift", buffered: true });
    });
    /** The sum of all shifts: no less than what CLS counts, which leaves out those after a press. */
    const shifted = async () => {
      const shifts = await anna.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(window.shifts)))));
      return { sum: shifts.reduce((sum, { value }) => sum + value, 0), shifts };
    };
    const isStill = async (when) => {
      const { sum, shifts } = await shifted();
      assert.ok(sum < 0.05, `${when}: ${sum}\n${JSON.stringify(shifts, undefined, 1)}`);
    };

    await anna.page.reload();
    await boris.writes("after the reload");
    await anna.sees("after the reload");
    await isStill("start in a chat");

    await anna.goes("/");
    await anna.row("Trip").click();
    await anna.composer.waitFor();
    await anna.row("Boris").click();
    await anna.sees("after the reload");
    await boris.writes("after the opening");
    await anna.sees("after the opening");
    await isStill("opening a chat");

    const pictures = holds(anna, /\/media\/download\//);
    const sizes = [[300, 500], [640, 200], [200, 200]];
    await boris.attaches(...sizes.map(([width, height], i) => ({ name: `p${i}.png`, mimeType: "image/png", buffer: picture(width, height) })));
    const shown = anna.log.getByRole("button", { name: /p\d\.png/ });
    await shown.nth(2).waitFor({ timeout: 30_000 });
    assert.equal(await anna.log.locator("article img[src^='blob:']").count(), 0);
    await pictures.asked;
    const before = await shown.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()));
    await pictures.letGo();
    await anna.page.waitForFunction(() => [...document.querySelectorAll("article img[src^='blob:']")].filter((image) => image.naturalWidth > 0).length === 3);
    await isStill("pictures arriving");
    assert.deepEqual(await shown.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON())), before);

    // The measure itself works: a shift is seen.
    await anna.page.evaluate(() => {
      const block = document.createElement("div");
      block.style.height = "300px";
      document.body.prepend(block);
    });
    assert.ok((await shifted()).sum > 0.05);
  }));
