// Takes the pictures of docs/looks: npm run looks. Each shows the real client on a real server.
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Town } from "./town.mjs";

const folder = process.env.LOOKS_FOLDER ?? fileURLToPath(new URL("../../docs/looks", import.meta.url));
mkdirSync(folder, { recursive: true });

const [desk, wide, tablet, phone, small] = [[1280, 860], [1920, 1080], [900, 1100], [390, 844], [320, 640]];
const dark = { colorScheme: "dark" };

const words = {
  ru: {
    people: ["Анна Лебедева", "Борис Ким", "Вера Орлова"],
    group: "Двор на Садовой, 12",
    ask: "Добрый вечер! Завтра в десять привезут саженцы. Кто сможет помочь?",
    come: "Я приду. Лопаты взять?",
    key: "Лопаты есть в подвале, ключ у меня.",
    thanks: "Спасибо! Тогда встречаемся у третьего подъезда 🌱",
    pictures: "Анна, ты не забыла фотографии с прошлой весны?",
    found: "Нашла! Вот яблони в цвету.",
  },
  en: {
    people: ["Anna Lark", "Boris Kim", "Vera Orr"],
    group: "12 Garden Street",
    ask: "Good evening! The saplings arrive at ten tomorrow. Who can lend a hand?",
    come: "I will. Shall I bring spades?",
    key: "There are spades in the cellar, and I have the key.",
    thanks: "Thank you! Then we meet at the third door 🌱",
    pictures: "Anna, have you got the pictures from last spring?",
    found: "Here they are: the apple trees in blossom.",
  },
};

const town = await Town.open();
try {
  await street("ru");
  await street("en");
} finally {
  await town.close();
}

async function street(language) {
  const say = words[language];
  const tag = language === "ru" ? "" : "-en";
  const [anna, boris, vera] = [
    await resident(language, say.people[0], `anna${tag}`),
    await resident(language, say.people[1], `boris${tag}`),
    await resident(language, say.people[2], `vera${tag}`),
  ];
  const stranger = await newcomer(language);
  await shot(stranger, `sign-up${tag}`, desk, { path: "/sign-up" });

  await anna.createsGroup(say.group, [boris, vera]);
  await anna.writes(say.ask);
  await boris.opens(say.group);
  await vera.opens(say.group);
  await boris.sees(say.ask);
  await boris.writes(say.come);
  await vera.sees(say.come);
  await vera.writes(say.key);
  await anna.sees(say.key);
  await anna.writes(say.thanks);
  await boris.sees(say.thanks);

  await boris.opensChatWith(anna);
  await boris.writes(say.pictures);
  await anna.opens(say.people[1]);
  await anna.sees(say.pictures);
  await anna.attaches({ name: "blossom.jpg", mimeType: "image/jpeg", buffer: await blossom(anna) });
  await anna.writes(say.found);
  await boris.sees(say.found);
  await shot(anna, `chat${tag}`, desk);
  await anna.button("timeline.details").click();
  await shot(anna, `person${tag}`, wide);
  await anna.opens(say.group);
  await shot(anna, `group${tag}`, desk);
  await shot(anna, `group-dark${tag}`, desk, dark);
  await shot(anna, `group-small${tag}`, small);
  if (language === "ru") await onlyOnce(anna, boris, say);
}

/** What does not differ by the words. */
async function onlyOnce(anna, boris, say) {
  await shot(anna, "group-contrast", desk, { contrast: "more" });
  await shot(anna, "group-forced", desk, { forcedColors: "active" });
  await shot(anna, "tablet", tablet);
  await shot(anna, "wide", wide);
  await shot(anna, "phone-chat", phone);
  await shot(anna, "phone-chat-dark", phone, dark);
  await shot(anna, "phone-list", phone, { path: "/" });
  await shot(anna, "phone-list-small", small, { path: "/" });
  await shot(anna, "new-group", phone, { path: "/new/group" });
  await shot(anna, "recovery", desk, { path: "/recovery" });
  const laptop = await newcomer("ru");
  await laptop.signsIn(boris.address, boris.password);
  await laptop.page.getByText(laptop.word("app.deviceUnconfirmed")).waitFor({ timeout: 30_000 });
  await shot(laptop, "confirm", desk, { path: "/confirm" });
  await laptop.button("trust.ask").click();
  await boris.button("trust.begin").click({ timeout: 30_000 });
  await laptop.page.getByText(laptop.word("trust.choose")).waitFor({ timeout: 30_000 });
  await shot(laptop, "verify", desk);
  await laptop.button("trust.byEmoji").click();
  await laptop.button("trust.same").waitFor({ timeout: 30_000 });
  await shot(laptop, "verify-pictures", phone);
  await anna.opens(say.people[1]);
  await anna.page.getByText(anna.word("states.notice.unsignedDevice", { name: say.people[1] })).waitFor({ timeout: 30_000 });
  await shot(anna, "unsigned-device", desk);
  const stranger = await newcomer("ru");
  await stranger.signsIn(anna.address, anna.password);
  await stranger.page.getByText(stranger.word("app.deviceUnconfirmed")).waitFor({ timeout: 30_000 });
  await anna.goes("/settings/devices");
  await anna.page.getByText(anna.word("settings.unsignedTitle")).waitFor({ timeout: 30_000 });
  await shot(anna, "devices", desk);
  await shot(anna, "notifications", desk, { path: "/settings/notifications" });
  await shot(anna, "profile-dark", desk, { path: "/settings/profile", ...dark });
}

async function newcomer(language) {
  const guest = await town.guest({ locale: language === "ru" ? "ru-RU" : "en-GB", deviceScaleFactor: 1 });
  guest.language = language;
  return guest;
}

async function resident(language, name, address) {
  const guest = await newcomer(language);
  await guest.signsUp(name, address);
  return guest;
}

async function shot(guest, name, [width, height], { path, ...media } = {}) {
  await guest.page.setViewportSize({ width, height });
  if (path) await guest.goes(path);
  await guest.page.emulateMedia({ colorScheme: "light", contrast: "no-preference", forcedColors: "none", ...media });
  await guest.page.mouse.move(0, 0);
  await guest.page.waitForLoadState("networkidle", { timeout: 1500 }).catch(() => undefined);
  await guest.pictureTo(`${folder}/${name}.png`);
  await guest.page.emulateMedia({ colorScheme: "light", contrast: "no-preference", forcedColors: "none" });
  await guest.page.setViewportSize({ width: 1280, height: 860 });
}

/** A drawing of apple trees, so that no photograph of anybody is needed. */
async function blossom(guest) {
  const data = await guest.page.evaluate(async () => {
    const pen = new OffscreenCanvas(960, 640).getContext("2d");
    const ground = pen.createLinearGradient(0, 0, 0, 640);
    for (const [place, colour] of [[0, "#bfe0f0"], [0.6, "#eef4ea"], [0.61, "#9dc183"], [1, "#6f9a5b"]]) ground.addColorStop(place, colour);
    pen.fillStyle = ground;
    pen.fillRect(0, 0, 960, 640);
    let seed = 7;
    const chance = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
    for (const [x, y, size] of [[230, 420, 150], [520, 400, 180], [790, 430, 140]]) {
      pen.fillStyle = "#5d4a3c";
      pen.fillRect(x - size / 14, y, size / 7, size);
      for (let i = 0; i < 420; i++) {
        const [turn, far] = [chance() * 2 * Math.PI, Math.sqrt(chance()) * size];
        pen.fillStyle = ["#ffffff", "#fbe3ea", "#f4c6d4", "#dbe8c9"][Math.floor(chance() * 4)];
        pen.beginPath();
        pen.arc(x + Math.cos(turn) * far, y - size / 3 + Math.sin(turn) * far * 0.7, 6 + chance() * 12, 0, 7);
        pen.fill();
      }
    }
    return [...new Uint8Array(await (await pen.canvas.convertToBlob({ type: "image/jpeg", quality: 0.85 })).arrayBuffer())];
  });
  return Buffer.from(data);
}
