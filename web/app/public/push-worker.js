// Hears pushes while no page of the client is open. It has no keys and decrypts nothing: it says that something has come.
// The page registers it with the language of its sentences: /push-worker.js?language=ru
const words = {
  en: { message: "New message", invitation: "Open Vestnik to read it", test: "Notifications work", tested: "This is the test you asked for" },
  ru: { message: "Новое сообщение", invitation: "Откройте Вестник, чтобы прочитать", test: "Уведомления работают", tested: "Это проверка, о которой вы просили" },
};
const said = words[new URL(self.location.href).searchParams.get("language")] ?? words.en;
const test = "vestnik.push.test";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => event.waitUntil(hear(read(event.data))));

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.path ?? "/"));
});

function read(data) {
  try {
    return data?.json() ?? {};
  } catch {
    return {};
  }
}

async function hear(pushed) {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  for (const page of pages) page.postMessage({ kind: "push", eventId: pushed.event_id, roomId: pushed.room_id });
  // Whoever looks at the chats sees the message itself.
  const isLookedAt = pages.some((page) => page.focused && page.visibilityState === "visible");
  if (isLookedAt && pushed.type !== test) return;
  const [title, body] = pushed.type === test ? [said.test, said.tested] : [said.message, said.invitation];
  await self.registration.showNotification(title, {
    body,
    tag: pushed.room_id ?? pushed.type ?? "vestnik",
    data: { path: pushed.room_id === undefined ? "/" : `/chat/${encodeURIComponent(pushed.room_id)}` },
  });
}

async function open(path) {
  const [page] = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (page === undefined) return self.clients.openWindow(path);
  page.postMessage({ kind: "open", path });
  return page.focus();
}
