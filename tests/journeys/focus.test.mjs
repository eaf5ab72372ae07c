// With the keyboard alone: the focus is always seen, it is nowhere locked in and never lost.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inTown } from "./town.mjs";

test("U-102: the focus is seen on every stop, returns after every surface, and stays after sending and deleting", () =>
  inTown(async (town) => {
    const [anna, boris] = [await town.person("Anna"), await town.person("Boris")];
    await anna.createsGroup("Orchard", [boris]);
    await anna.writes("first");
    await anna.writes("second");
    for (const text of ["first", "second"]) await anna.sees(text);

    assert.equal(await focused(anna), anna.word("composer.placeholder"), "Who has sent writes on.");
    await goesRound(anna, "/settings/profile");
    await goesRound(anna, "/new/group");
    await goesRound(anna, "/recovery");
    await anna.opens("Orchard");
    await goesRound(anna);

    // The page was opened anew: what may be done to a message is known once the server has answered.
    await (await anna.toolsOf("second")).getByRole("button", { name: anna.word("timeline.actions.edit"), exact: true }).waitFor({ state: "attached" });
    await anna.opensMenuOf("second");
    await anna.page.getByRole("menuitem", { name: anna.word("timeline.actions.delete"), exact: true }).click();
    await anna.page.getByRole("alertdialog").waitFor();
    await staysInside(anna);
    await anna.page.getByRole("alertdialog").getByRole("button", { name: anna.word("timeline.delete.yes"), exact: true }).click();
    await anna.page.getByText(anna.word("timeline.deleted")).first().waitFor();
    await anna.page.getByRole("alertdialog").waitFor({ state: "detached" });
    assert.notEqual(await focused(anna), undefined, "A deletion does not lose the focus.");

    for (const [opener, key] of [["composer.emoji", "Escape"], ["timeline.details", undefined], ["details.rename", "Escape"], ["details.leave", "Escape"], ["details.invite", "Escape"]]) {
      await anna.button(opener).focus();
      await anna.page.keyboard.press("Enter");
      if (key === undefined) continue;
      await anna.page.getByRole("dialog").or(anna.page.getByRole("alertdialog")).first().waitFor();
      await anna.page.keyboard.press(key);
      await anna.page.getByRole("dialog").or(anna.page.getByRole("alertdialog")).first().waitFor({ state: "detached" });
      await waitsForFocus(anna, anna.word(opener));
    }
    await anna.page.getByRole("complementary").getByRole("button", { name: anna.word("details.close"), exact: true }).click();
    await waitsForFocus(anna, anna.word("timeline.details"));
  }));

/** Tab by Tab until the round is complete: each stop is seen, and there is an end to it. */
async function goesRound(guest, path) {
  if (path !== undefined) await guest.goes(path);
  if (path !== undefined) await guest.page.getByRole("heading", { level: 1 }).first().waitFor();
  await guest.page.evaluate(() => document.activeElement?.blur());
  const stops = new Map();
  let ends = 0;
  // Between the last stop and the first lies the browser itself; a whole round lies between two such ends.
  for (let i = 0; ends < 2; i++) {
    assert.ok(i < 160, `${path}: there is no end`);
    await guest.page.keyboard.press("Tab");
    const stop = await guest.page.evaluate(describeStop);
    if (stop === undefined) ends++;
    else stops.set(stop.id, stop);
  }
  assert.ok(stops.size > 3, `${path}: only ${stops.size} stops`);
  assert.deepEqual([...stops.values()].filter((stop) => !stop.isSeen).map((stop) => stop.name), [], `${path}: stops without a sign`);
}

/** In a question that has to be answered the focus goes round inside. */
async function staysInside(guest) {
  for (let i = 0; i < 6; i++) {
    await guest.page.keyboard.press("Tab");
    assert.ok(await guest.page.evaluate(() => document.activeElement?.closest("[role=alertdialog]") !== null), "The focus left the question.");
  }
}

const focused = (guest) =>
  guest.page.evaluate(() => {
    const at = document.activeElement;
    return at === null || at === document.body ? undefined : (at.getAttribute("aria-label") ?? at.getAttribute("placeholder") ?? at.textContent ?? "");
  });

async function waitsForFocus(guest, name) {
  for (const end = Date.now() + 5_000; Date.now() < end; await guest.page.waitForTimeout(100)) if ((await focused(guest))?.trim() === name) return;
  assert.fail(`The focus is on “${await focused(guest)}” and not back on “${name}”.`);
}

/** In the page: what has the focus, and whether an outline, a ring or a line shows it, on it or around it. */
function describeStop() {
  const at = document.activeElement;
  if (at === null || at === document.body) return undefined;
  at.dataset.stop ??= String(Math.random());
  const marks = (element) =>
    [null, "::before", "::after"].map((part) => {
      const { outlineStyle, outlineWidth, boxShadow, border, borderInlineStart } = getComputedStyle(element, part);
      return [outlineStyle === "none" ? "" : outlineWidth, boxShadow, border, borderInlineStart].join();
    });
  const around = [at, at.parentElement, at.parentElement?.parentElement, at.parentElement?.parentElement?.parentElement].filter(Boolean);
  const withFocus = around.map(marks);
  at.blur();
  const without = around.map(marks);
  at.focus({ focusVisible: true });
  const isSeen = String(withFocus) !== String(without);
  return { id: at.dataset.stop, name: `${at.tagName} ${at.getAttribute("aria-label") ?? at.textContent?.slice(0, 40)}`, isSeen };
}
