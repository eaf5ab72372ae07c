// What the person has told their system about motion, contrast and colours holds here too; errors are said in words.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inTown } from "./town.mjs";

test("U-104: less motion, more contrast, dark grounds and forced colours are honoured", () =>
  inTown(async (town) => {
    const [anna, boris] = [await town.person("Anna"), await town.person("Boris")];
    await anna.opensChatWith(boris);
    await anna.writes("Good evening");
    await anna.sees("Good evening");
    await anna.button("timeline.details").click();
    await anna.button("details.trust.verify").waitFor();

    assert.ok((await anna.page.evaluate(moving)).length > 0, "Otherwise things move.");
    await anna.page.emulateMedia({ reducedMotion: "reduce" });
    assert.deepEqual(await anna.page.evaluate(moving), []);
    await anna.page.emulateMedia({ reducedMotion: "no-preference" });

    const light = await anna.page.evaluate(grounds);
    await anna.page.emulateMedia({ colorScheme: "dark" });
    const dark = await anna.page.evaluate(grounds);
    assert.ok(light.body > 200 && dark.body < 60, `${light.body} and ${dark.body}`);
    assert.ok(dark.ink > 200 && light.ink < 80);
    await anna.page.emulateMedia({ colorScheme: "light", contrast: "more" });
    const clear = await anna.page.evaluate(grounds);
    assert.deepEqual([clear.body, clear.ink], [255, 0], "Black on white.");
    assert.ok(clear.muted < light.muted);

    await anna.page.emulateMedia({ contrast: "no-preference", forcedColors: "active" });
    assert.deepEqual(await anna.page.evaluate(unreadable), []);
    const here = await anna.page.evaluate(() => {
      const row = document.querySelector("nav [aria-current], [aria-current=page]");
      return { chosen: getComputedStyle(row).backgroundColor, plain: getComputedStyle(document.body).backgroundColor, outline: getComputedStyle(row).outlineStyle };
    });
    assert.ok(here.chosen !== here.plain || here.outline !== "none", "What is chosen is seen.");
  }));

test("U-112: an error says what happened and what to do, and its code can be taken along", () =>
  inTown(async (town) => {
    const visitor = await town.guest();
    await visitor.goes("/sign-in");
    await visitor.field("signin.address").fill("nobody");
    await visitor.field("signin.password").fill("not a password");
    await visitor.button("signin.enter").click();
    const alert = visitor.page.getByRole("alert");
    await alert.getByText(visitor.word("signin.wrong")).waitFor();
    assert.equal(await alert.locator("code").isVisible(), false, "The code stands behind a word.");
    await alert.getByText(visitor.word("problem.more")).click();
    await alert.locator("code").click({ clickCount: 3 });
    assert.match(await visitor.page.evaluate(() => getSelection().toString()), /^M_[A-Z_]+\s*$/);

    await visitor.context.setOffline(true);
    await visitor.button("signin.enter").click();
    await alert.getByText(visitor.word("problem.offline")).waitFor({ timeout: 30_000 });
    assert.equal(await visitor.field("signin.address").inputValue(), "nobody", "What was typed is kept.");
    await visitor.context.setOffline(false);
    await town.server.kill("SIGTERM");
    await visitor.button("signin.enter").click();
    await alert.getByText(visitor.word("problem.offline")).or(alert.getByText(visitor.word("problem.serverGone"))).first().waitFor({ timeout: 30_000 });
  }));

/** In the page: whatever takes time to change. */
function moving() {
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    const { transitionDuration, animationName, animationDuration } = getComputedStyle(element);
    const takesTime = (durations) => durations.split(", ").some((one) => parseFloat(one) > 0);
    if (takesTime(transitionDuration) || (animationName !== "none" && takesTime(animationDuration))) found.push(element.className.toString());
  }
  return [...new Set(found)];
}

/** In the page: how bright ground and letters are, from 0 to 255. */
function grounds() {
  const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const brightness = (colour) => {
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    return pen.getImageData(0, 0, 1, 1).data[1];
  };
  const { backgroundColor, color } = getComputedStyle(document.body);
  const muted = document.querySelector("[role=log] time");
  return { body: brightness(backgroundColor), ink: brightness(color), muted: brightness(getComputedStyle(muted).color) };
}

/** In the page: controls whose sign has the colour of their ground. */
function unreadable() {
  const found = [];
  for (const control of document.querySelectorAll("button, a[href], input, [role=textbox]")) {
    if (!control.checkVisibility()) continue;
    const sign = control.querySelector("svg") ?? control;
    const { color, backgroundColor } = { ...getComputedStyle(control), color: getComputedStyle(sign).color };
    if (color === backgroundColor) found.push(control.getAttribute("aria-label") ?? control.textContent);
  }
  return found;
}
