import { type RoomId, type UserId, isRoomId, isUserId } from "@vestnik/matrix";
import { Signal } from "./signals.ts";

/** Every place of the client has its own address. */
export type Route =
  | { readonly kind: "chats" }
  | { readonly kind: "chat"; readonly roomId: RoomId; readonly isDetails: boolean }
  | { readonly kind: "newChat" }
  | { readonly kind: "newGroup" }
  | { readonly kind: "join"; readonly roomId: RoomId }
  | { readonly kind: "person"; readonly userId: UserId }
  | { readonly kind: "settings"; readonly page: SettingsPage }
  | { readonly kind: "recovery" }
  | { readonly kind: "confirm" }
  | { readonly kind: "signIn" }
  | { readonly kind: "signUp" };

/** `menu` is the list of the others: on a narrow screen a page of its own, beside the profile on a wide one. */
export const settingsPages = ["menu", "profile", "devices", "notifications", "appearance", "language"] as const;
export type SettingsPage = (typeof settingsPages)[number];

export function parseRoute(path: string): Route {
  const [, area = "", first = "", second = ""] = path.split("/").map(decode);
  switch (area) {
    case "chat":
      if (isRoomId(first)) return { kind: "chat", roomId: first, isDetails: second === "details" };
      return { kind: "chats" };
    case "join":
      return isRoomId(first) ? { kind: "join", roomId: first } : { kind: "chats" };
    case "person":
      return isUserId(first) ? { kind: "person", userId: first } : { kind: "chats" };
    case "new":
      return { kind: first === "group" ? "newGroup" : "newChat" };
    case "settings":
      return { kind: "settings", page: settingsPages.find((page) => page === first) ?? "menu" };
    case "recovery":
      return { kind: "recovery" };
    case "confirm":
      return { kind: "confirm" };
    case "sign-in":
      return { kind: "signIn" };
    case "sign-up":
      return { kind: "signUp" };
    default:
      return { kind: "chats" };
  }
}

export function hrefOf(route: Route): string {
  switch (route.kind) {
    case "chats":
      return "/";
    case "chat":
      return `/chat/${encodeURIComponent(route.roomId)}${route.isDetails ? "/details" : ""}`;
    case "newChat":
      return "/new";
    case "newGroup":
      return "/new/group";
    case "join":
      return `/join/${encodeURIComponent(route.roomId)}`;
    case "person":
      return `/person/${encodeURIComponent(route.userId)}`;
    case "settings":
      return route.page === "menu" ? "/settings" : `/settings/${route.page}`;
    case "recovery":
      return "/recovery";
    case "confirm":
      return "/confirm";
    case "signIn":
      return "/sign-in";
    case "signUp":
      return "/sign-up";
  }
}

/** The place shown now; follows the browser's Back and Forward. */
export const currentRoute = new Signal<Route>(parseRoute(globalThis.location?.pathname ?? "/"));

export function go(route: Route, how: "push" | "replace" = "push"): void {
  const href = hrefOf(route);
  if (href !== location.pathname) {
    if (how === "push") history.pushState({ fromHere: true }, "", href);
    else history.replaceState(history.state, "", href);
  }
  currentRoute.set(parseRoute(href));
}

/** Back to where the person came from, or up to `parent` when this page was opened by its address. */
export function back(parent: Route): void {
  const state: unknown = history.state;
  if (typeof state === "object" && state !== null && "fromHere" in state) history.back();
  else go(parent, "replace");
}

/** Lays the list below a page that was opened by its address, so that the browser's Back leads to the list and not away. */
export function layListBelow(): void {
  if (history.state !== null) return;
  const here = location.pathname;
  history.replaceState({}, "", hrefOf({ kind: "chats" }));
  history.pushState({ fromHere: true }, "", here);
}

globalThis.addEventListener?.("popstate", () => currentRoute.set(parseRoute(location.pathname)));

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}
