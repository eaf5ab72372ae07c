// Prints how fast the web client starts and opens chats: node web-speed.mjs
// A real server and a real Chromium, its processor as it is and slowed down four times. Each figure is a median with its range.
// The checklist names the slowing for the start (U-11) and none for opening a chat (U-13).
import { loadavg } from "node:os";
import { asks } from "../tests/journeys/otherClient.mjs";
import { Town } from "../tests/journeys/town.mjs";

const slowness = 4;
const starts = 7;
const chats = 5;
const quietChats = 40;

const town = await Town.open();
try {
  const anna = await town.person("Anna");
  const boris = await town.person("Boris");
  const titles = await furnish(anna, boris);
  const devtools = await anna.context.newCDPSession(anna.page);
  const slowDown = (rate) => devtools.send("Emulation.setCPUThrottlingRate", { rate });

  const uncached = [];
  for (const title of titles) uncached.push(await opening(anna, title));
  // Again after a reload of the page: now from the cache on the disk.
  const openings = async () => {
    const times = [];
    for (const title of titles) {
      await reload(anna, "/");
      times.push(await opening(anna, title));
    }
    return times;
  };
  const cached = await openings();
  await slowDown(slowness);
  const cachedSlowly = await openings();
  const lists = [];
  for (let i = 0; i < starts; i++) lists.push(await reload(anna, "/"));
  await anna.row(titles[0]).click();
  await anna.composer.waitFor();
  const chat = new URL(anna.page.url()).pathname;
  const lasts = [];
  for (let i = 0; i < starts; i++) lasts.push(await reload(anna, chat));

  const load = loadavg()[0].toFixed(1);
  console.log(`\n${quietChats + chats} chats, load average ${load}; "slowly": the processor slowed down ${slowness} times`);
  report("U-11 warm start slowly, list", lists.map(({ list }) => list), 1000);
  report("U-11 warm start slowly, last chat", lasts.map((one) => one.chat), 1500);
  report("U-13 opening a cached chat", cached, 100);
  report("     opening a cached chat slowly", cachedSlowly);
  report("U-13 opening an uncached chat", uncached, 500);
} finally {
  await town.close();
}

/** Chats with an encrypted talk that Anna has joined and not opened here, among many with a line each. */
async function furnish(anna, boris) {
  for (let i = 1; i <= quietChats; i++) {
    const { room_id: id } = await asks(boris, "POST", "/createRoom", { name: `Quiet ${i}`, invite: [anna.userId] });
    await asks(anna, "POST", `/join/${encodeURIComponent(id)}`, {});
    await asks(boris, "PUT", `/rooms/${encodeURIComponent(id)}/send/m.room.message/t${i}`, { msgtype: "m.text", body: "A line" });
  }
  const titles = Array.from({ length: chats }, (_, i) => `Talk ${i + 1}`);
  for (const title of titles) {
    await boris.createsGroup(title, [anna]);
    for (let i = 1; i <= 25; i++) await boris.writes(`Line ${i} ${"of a long letter ".repeat(i % 6)}`);
    await boris.page.waitForFunction(() => !document.querySelector("article [data-delivery=queued], article [data-delivery=sending]"), undefined, { timeout: 60_000 });
  }
  const { rooms } = await asks(anna, "GET", "/sync?timeout=0");
  for (const id of Object.keys(rooms.invite ?? {})) await asks(anna, "POST", `/join/${encodeURIComponent(id)}`, {});
  await anna.goes("/");
  for (const title of titles) await anna.row(title).getByText(anna.word("list.invited")).waitFor({ state: "detached", timeout: 60_000 });
  return titles;
}

/** Starts the page anew and waits until the server was heard; resolves with the moments of its marks. */
async function reload(guest, path) {
  await guest.goes(path);
  const moments = await guest.page.waitForFunction(
    (isChat) => {
      const at = (name) => performance.getEntriesByName(`vestnik:${name}`)[0]?.startTime;
      const isHeard = performance.getEntriesByType("resource").some(({ name }) => name.includes("/sync?"));
      const found = { list: at("list-painted"), chat: at("chat-painted") };
      return isHeard && found.list !== undefined && (!isChat || found.chat !== undefined) && found;
    },
    path !== "/",
    { timeout: 120_000 },
  );
  return moments.jsonValue();
}

/** From the press on a row until its first message is painted, while no chat is open. Milliseconds. */
async function opening(guest, title) {
  await guest.page.getByRole("navigation").getByRole("link").first().click();
  await guest.page.waitForFunction(() => document.querySelector("[role=log]") === null);
  await guest.row(title).waitFor();
  await calm(guest);
  return guest.page.evaluate(
    (wanted) =>
      new Promise((done) => {
        const row = [...document.querySelectorAll("a")].find((link) => link.querySelector(`[title="${wanted}"]`));
        const began = performance.now();
        const look = () => {
          if (document.querySelector("[role=log] article") === null) return requestAnimationFrame(look);
          return requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
        };
        row.click();
        look();
      }),
    title,
  );
}

/** The page has nothing to do: what the start began is done. */
async function calm(guest) {
  await guest.page.evaluate(async () => {
    for (let free = 0; free < 10; ) {
      const left = await new Promise((done) => requestIdleCallback((deadline) => done(deadline.timeRemaining())));
      free = left > 30 ? free + 1 : 0;
    }
  });
}

function report(name, times, target) {
  const sorted = times.toSorted((one, other) => one - other);
  const ms = (time) => `${Math.round(time)} ms`;
  const median = sorted[Math.floor(sorted.length / 2)];
  const verdict = target ? `   target ${ms(target)}: ${median < target ? "met" : "NOT MET"}` : "";
  console.log(`${name.padEnd(42)} ${ms(median).padStart(8)}   (${ms(sorted[0])} to ${ms(sorted.at(-1))}, ${times.length} times)${verdict}`);
}
