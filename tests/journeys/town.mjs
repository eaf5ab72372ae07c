// Browsers, people and their words. A journey reads: anna writes, boris sees.
import { tmpdir } from "node:os";
import { chromium } from "playwright-core";
import { Server } from "../tools/server.mjs";
import { Guest } from "./guest.mjs";

export class Town {
  static async open(vestnik) {
    const town = new Town();
    town.server = await Server.start(vestnik);
    town.browser = await town.launch();
    return town;
  }

  guests = [];
  browsers = [];
  names = 0;

  async launch(flags = []) {
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", ...flags],
    });
    this.browsers.push(browser);
    return browser;
  }

  /** A browser of its own, as on another machine; nobody has signed in there. */
  async guest(options = {}, browser = this.browser) {
    const context = await browser.newContext({
      baseURL: this.server.baseUrl,
      locale: "en-GB",
      viewport: { width: 1280, height: 860 },
      colorScheme: "light",
      ...options,
    });
    const guest = new Guest(this, context, await context.newPage());
    this.guests.push(guest);
    return guest;
  }

  /** Somebody who has just signed up in a browser of their own. */
  async person(displayName, options) {
    const guest = await this.guest(options);
    await guest.signsUp(displayName, `${displayName.toLowerCase().replace(/[^a-z]/g, "") || "person"}${++this.names}`);
    return guest;
  }

  async close() {
    for (const browser of this.browsers) await browser.close();
    await this.server?.close();
  }
}

/**
 * Opens a town for a test and closes it whatever happens. A journey that fails is walked once more in a new town, for a
 * browser on a busy machine may be late; that it failed once is said aloud, and twice is a failure.
 */
export async function inTown(test, options = {}) {
  try {
    await walk(test, options);
  } catch (failure) {
    if (process.env.WALKS === "1") throw failure;
    console.error(`FAILED ONCE, walking again: ${failure.message.split("\n").slice(0, 4).join(" ")}`);
    await walk(test, options);
  }
}

async function walk(test, options) {
  const town = await Town.open(options.vestnik);
  try {
    await test(town);
  } catch (failure) {
    for (const [i, guest] of town.guests.entries()) {
      const file = `${tmpdir()}/vestnik-journey-failure-${process.pid}-${i}.png`;
      await guest.page.screenshot({ path: file }).catch(() => undefined);
      console.error(`${guest.name ?? "guest"} at ${guest.page.url()}: ${file}\n${guest.complaints.slice(-15).join("\n")}`);
    }
    console.error(town.server.log.join("").slice(-2000));
    throw failure;
  } finally {
    await town.close();
  }
}
