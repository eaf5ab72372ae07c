/** Identifiers of the protocol as types of their own: a room id can never be passed where a user id is meant. */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type RoomId = Branded<"RoomId">;
export type UserId = Branded<"UserId">;
export type EventId = Branded<"EventId">;
export type DeviceId = Branded<"DeviceId">;
export type MxcUrl = Branded<"MxcUrl">;

export const isRoomId = (text: unknown): text is RoomId =>
  typeof text === "string" && text.startsWith("!") && text.length > 1 && text.length <= 255;

export const isUserId = (text: unknown): text is UserId =>
  typeof text === "string" && /^@[^:\s]+:[^\s]+$/.test(text) && text.length <= 255;

export const isEventId = (text: unknown): text is EventId =>
  typeof text === "string" && text.startsWith("$") && text.length > 1 && text.length <= 255;

export const isDeviceId = (text: unknown): text is DeviceId =>
  typeof text === "string" && text.length > 0 && text.length <= 255;

export const isMxcUrl = (text: unknown): text is MxcUrl =>
  typeof text === "string" && /^mxc:\/\/[^/\s]+\/[^/\s?#]+$/.test(text);
