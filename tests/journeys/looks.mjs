// Takes the pictures of docs/looks: npm run looks. Each shows the real client on a real server.
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Town } from "./town.mjs";

const folder = fileURLToPath(new URL("../../docs/looks", import.meta.url));
mkdirSync(folder, { recursive: true });

const town = await Town.open();
try {
  const anna = await resident("Анна Лебедева", "anna");
  const boris = await resident("Борис Ким", "boris");
  const vera = await resident("Вера Орлова", "vera");
  await shot(await stranger(), "sign-up", "/sign-up");

  await anna.createsGroup("Двор на Садовой, 12", [boris, vera]);
  await anna.writes("Добрый вечер! Завтра в десять привезут саженцы. Кто сможет помочь?");
  await boris.opens("Двор на Садовой");
  await vera.opens("Двор на Садовой");
  await boris.sees("Добрый вечер! Завтра в десять привезут саженцы. Кто сможет помочь?");
  await boris.writes("Я приду. Лопаты взять?");
  await vera.sees("Я приду. Лопаты взять?");
  await vera.writes("Лопаты есть в подвале, ключ у меня.");
  await anna.sees("Лопаты есть в подвале, ключ у меня.");
  await anna.writes("Спасибо! Тогда встречаемся у третьего подъезда 🌱");
  await boris.sees("Спасибо! Тогда встречаемся у третьего подъезда 🌱");
  await shot(anna, "group");
  await shot(anna, "group-dark", undefined, { colorScheme: "dark" });

  await boris.opensChatWith(anna);
  await boris.writes("Анна, ты не забыла фотографии с прошлой весны?");
  await anna.opens("Борис Ким");
  await anna.sees("Анна, ты не забыла фотографии с прошлой весны?");
  await anna.writes("Нашла! Принесу завтра.");
  await boris.sees("Нашла! Принесу завтра.");
  await shot(anna, "chat");
  await anna.page.setViewportSize({ width: 390, height: 844 });
  await shot(anna, "phone-chat");
  await shot(anna, "phone-list", "/");
} finally {
  await town.close();
}

async function stranger() {
  const guest = await town.guest({ locale: "ru-RU", deviceScaleFactor: 1 });
  guest.language = "ru";
  return guest;
}

async function resident(name, address) {
  const guest = await stranger();
  await guest.signsUp(name, address);
  return guest;
}

async function shot(guest, name, path, media) {
  if (path) await guest.goes(path);
  if (media) await guest.page.emulateMedia(media);
  await guest.page.waitForLoadState("networkidle", { timeout: 3000 }).catch(() => undefined);
  await guest.pictureTo(`${folder}/${name}.png`);
  if (media) await guest.page.emulateMedia({ colorScheme: "light" });
}
