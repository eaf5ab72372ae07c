// What is looked for on every screen: barriers, words from no table, controls without a name, text without room.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const looks = { light: {}, dark: { colorScheme: "dark" }, "high contrast": { contrast: "more" } };
const structure = { resultTypes: ["violations"] };
const colours = { ...structure, runOnly: { type: "rule", values: ["color-contrast"] } };
const plainMedia = { colorScheme: "light", contrast: "no-preference" };
/** Controls, and the places that a screen reader goes to. */
const named = new Set("button link textbox searchbox switch checkbox radio tab menuitem img dialog alertdialog navigation log".split(" "));
/** What people, devices and addresses are called is not the client's to translate; “Dismiss” comes from React Aria's tables. */
const data = /@[\w.=/+-]+:localhost(:\d+)?|https?:\/\/\S+|localhost:\d+|Vestnik, Chrome, Linux|English|Dismiss|TXT, \d+ bytes|[\w.-]+\.(png|txt)/g;

/** U-100: serious or critical findings of axe, in every look. The structure is the same in all of them. */
export async function barriers(page) {
  const found = [];
  await page.evaluate(axe);
  for (const [look, media] of Object.entries(looks)) {
    await page.emulateMedia({ ...plainMedia, ...media });
    await settled(page);
    const { violations } = await page.evaluate((options) => globalThis.axe.run(document, options), look === "light" ? structure : colours);
    for (const { id, impact, nodes } of violations)
      if (impact === "serious" || impact === "critical")
        found.push(`${look}: ${id}: ${nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ""}`).join(" | ")}`);
  }
  await page.emulateMedia(plainMedia);
  return found;
}

/** U-106, U-110: in the pseudo-locale every word of the client stands in brackets; the rest has to be data. */
export async function plainWords(page, mayStand = []) {
  const found = [];
  for (const line of (await page.locator("body").ariaSnapshot()).split("\n")) {
    const [, role, rest] = /^\s*- '?(\/?\w+)(.*)$/.exec(line) ?? [];
    if (role === undefined || role.startsWith("/")) continue;
    const name = /^ "((?:[^"\\]|\\.)*)"/.exec(rest)?.[1];
    if (named.has(role) && !name && !mayStand.includes(role)) found.push(`no name: ${line.trim()}`);
    const words = role === "textbox" || role === "searchbox" ? (name ?? "") : rest.replace(/\[[\w=-]+\]/g, "");
    const plain = plainIn(words, mayStand);
    if (plain !== undefined) found.push(`plain “${plain}”: ${line.trim()}`);
  }
  for (const hint of await page.locator("[title], [placeholder]").evaluateAll((all) => all.map((one) => one.title || one.placeholder || ""))) {
    const plain = plainIn(hint, mayStand);
    if (plain !== undefined) found.push(`plain hint “${plain}”: ${hint}`);
  }
  return found;
}

function plainIn(text, mayStand) {
  let rest = text.replaceAll("\\", "");
  for (let before = ""; before !== rest; ) [before, rest] = [rest, rest.replace(/⟦[^⟦⟧]*⟧/g, "")];
  for (const known of mayStand) rest = rest.replaceAll(known, "");
  return /[A-Za-zА-Яа-я]{2,}/.exec(rest.replace(data, "").replace(/Русский/g, "").replace(dates, ""))?.[0];
}
const dates = /\b(\d+ )?(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?|\d+ (January|February|March|April|May|June|July|August|September|October|November|December)( \d+)?( at)?|Today|Yesterday/g;

/** U-110: text that has no room: cut without an ellipsis, or outside of the window. */
export async function cutTexts(page) {
  await settled(page);
  return page.evaluate(() => {
    const found = [];
    if (document.scrollingElement.scrollWidth > innerWidth + 1) found.push(`the page is ${document.scrollingElement.scrollWidth} wide`);
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const node = texts.currentNode;
      const element = node.parentElement;
      if (node.data.trim() === "" || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const { left, right, width } = range.getBoundingClientRect();
      if (width < 2 || isCutOnPurpose(element)) continue;
      for (let place = element; place !== null; place = place.parentElement) {
        const { overflowX, position } = getComputedStyle(place);
        const box = place.getBoundingClientRect();
        if (position === "fixed" && box.width <= 2) break;
        if (overflowX === "auto" || overflowX === "scroll") break;
        const isOutside = right > box.right + 1 || left < box.left - 1;
        if (isOutside && overflowX !== "visible") found.push(`cut: “${node.data.trim().slice(0, 60)}” in ${place.className}`);
        if (place === document.body && (right > innerWidth + 1 || left < -1)) found.push(`outside: “${node.data.trim().slice(0, 60)}”`);
        if (isOutside && overflowX !== "visible") break;
      }
    }
    return found;

    function isCutOnPurpose(element) {
      for (let place = element; place !== null && place !== document.body; place = place.parentElement) {
        const style = getComputedStyle(place);
        const box = place.getBoundingClientRect();
        if (style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none" || style.clipPath !== "none") return true;
        if (box.width <= 1 || box.height <= 1) return true;
      }
      return false;
    }
  });
}

/** What moves has come to rest. */
const settled = (page) =>
  page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const moving = document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Infinity);
    await Promise.race([Promise.allSettled(moving.map((one) => one.finished)), new Promise((resolve) => setTimeout(resolve, 2_000))]);
  });
