import type { RoomId, UserId } from "@vestnik/matrix";
import { describe, expect, it } from "vitest";
import { type Route, hrefOf, parseRoute } from "./route.ts";

const routes: readonly Route[] = [
  { kind: "chats" },
  { kind: "chat", roomId: "!abc:localhost:8448" as RoomId, isDetails: false },
  { kind: "chat", roomId: "!a/b#c%20:localhost" as RoomId, isDetails: true },
  { kind: "join", roomId: "!abcdefghijklmnopqrstuvwxyz0123456789_-ABCDE" as RoomId },
  { kind: "person", userId: "@анна:localhost" as UserId },
  { kind: "newChat" },
  { kind: "newGroup" },
  { kind: "settings", page: "menu" },
  { kind: "settings", page: "devices" },
  { kind: "recovery" },
  { kind: "confirm" },
  { kind: "signIn" },
  { kind: "signUp" },
];

describe("an address", () => {
  it.each(routes)("leads back to the place it was made of: %j", (route) => {
    expect(parseRoute(hrefOf(route))).toEqual(route);
  });

  it.each(["/nowhere", "/chat/", "/chat/not-a-room", "/chat/%E0%A4%A", "/join/@anna:localhost"])(
    "that leads nowhere shows the chats: %s",
    (path) => expect(parseRoute(path)).toEqual({ kind: "chats" }),
  );
});
