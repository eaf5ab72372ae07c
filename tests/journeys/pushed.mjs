// A browser whose push service is one of the tests: the subscription is given to the page, everything else is the real thing.
import assert from "node:assert/strict";

/** From now on the page's subscription leads to this push service, which has the browser's secret. */
export async function subscribesAt(guest, service) {
  const given = service.subscription();
  await guest.context.addInitScript(({ endpoint, p256dh, auth }) => {
    const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0)).buffer;
    const made = (key) => ({
      endpoint,
      options: { userVisibleOnly: true, applicationServerKey: bytes(key) },
      getKey: (name) => bytes(name === "auth" ? auth : p256dh),
      unsubscribe: async () => (sessionStorage.removeItem("subscribed"), true),
    });
    PushManager.prototype.subscribe = async ({ applicationServerKey }) => (sessionStorage.setItem("subscribed", applicationServerKey), made(applicationServerKey));
    PushManager.prototype.getSubscription = async () => (sessionStorage.getItem("subscribed") === null ? null : made(sessionStorage.getItem("subscribed")));
  }, given);
}

/** DevTools as the last step of the way: what the push service has got is delivered to the page's service worker. */
export async function deliverer(guest) {
  const tools = await guest.context.newCDPSession(guest.page);
  const known = new Promise((resolve) =>
    tools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const living = registrations.find((one) => !one.isDeleted);
      if (living !== undefined) resolve(living.registrationId);
    }),
  );
  await tools.send("ServiceWorker.enable");
  const registrationId = await known;
  return (data) => tools.send("ServiceWorker.deliverPushMessage", { origin: guest.town.server.baseUrl, registrationId, data });
}

/** What the browser shows of this page's notifications: title and body. */
export const notifications = (guest) =>
  guest.page.evaluate(async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(({ title, body }) => ({ title, body })));

export async function waitsForNotification(guest, title) {
  for (let attempt = 0; attempt < 50; attempt++) {
    const shown = await notifications(guest);
    if (shown.some((one) => one.title === title)) return shown;
    await guest.page.waitForTimeout(100);
  }
  assert.fail(`No notification “${title}”: ${JSON.stringify(await notifications(guest))}`);
}
