import type { PushOffer, PushSubscriptionKeys } from "@vestnik/matrix/pushing";

/** What this browser can do about pushes, and nothing of the account. */
const worker = "/push-worker.js";

export type Heard = { readonly kind: "push"; readonly eventId?: string; readonly roomId?: string } | { readonly kind: "open"; readonly path: string };

export const canPush = (): boolean => "serviceWorker" in navigator && "PushManager" in globalThis && "Notification" in globalThis;

export const permission = (): NotificationPermission => ("Notification" in globalThis ? Notification.permission : "denied");

/** The subscription of this browser, when it is bound to the server's key. */
export async function subscriptionNow(offer: PushOffer): Promise<PushSubscriptionKeys | undefined> {
  const known = await (await navigator.serviceWorker.getRegistration("/"))?.pushManager.getSubscription();
  if (!known) return undefined;
  const bound = known.options.applicationServerKey;
  if (bound !== null && toBase64Url(bound) !== offer.key) {
    await known.unsubscribe();
    return undefined;
  }
  return keysOf(known);
}

/** Asks the browser's push service for an address; throws when there is none. */
export async function subscribe(offer: PushOffer, language: string): Promise<PushSubscriptionKeys> {
  await navigator.serviceWorker.register(`${worker}?language=${language}`, { scope: "/" });
  const registration = await navigator.serviceWorker.ready;
  const keys = keysOf(await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: offer.key }));
  if (keys === undefined) throw new Error("The browser's subscription has no keys.");
  return keys;
}

export async function unsubscribe(): Promise<void> {
  await (await (await navigator.serviceWorker.getRegistration("/"))?.pushManager.getSubscription())?.unsubscribe();
}

/** Hears the worker; returns the function that ends it. */
export function onHeard(hear: (heard: Heard) => void): () => void {
  const listen = ({ data }: MessageEvent): void => {
    if (data?.kind === "push" || data?.kind === "open") hear(data as Heard);
  };
  navigator.serviceWorker?.addEventListener("message", listen);
  return () => navigator.serviceWorker?.removeEventListener("message", listen);
}

/** Puts the real words in the place of the worker's, for a page that is open and not looked at. */
export async function showInstead(roomId: string, title: string, body: string): Promise<void> {
  if (document.visibilityState === "visible" || permission() !== "granted") return;
  const registration = await navigator.serviceWorker.getRegistration("/");
  await registration?.showNotification(title, { body, tag: roomId, silent: true, data: { path: `/chat/${encodeURIComponent(roomId)}` } });
}

function keysOf(subscription: PushSubscription): PushSubscriptionKeys | undefined {
  const [key, auth] = [subscription.getKey("p256dh"), subscription.getKey("auth")];
  if (key === null || auth === null) return undefined;
  return { endpoint: subscription.endpoint, key: toBase64Url(key), auth: toBase64Url(auth) };
}

const toBase64Url = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
