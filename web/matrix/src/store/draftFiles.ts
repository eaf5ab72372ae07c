import type { RoomId } from "../ids.ts";
import { database, finished, read, write } from "./database.ts";

/** Files chosen and not sent in one chat, in their order; the browser copies their bytes. No files delete the entry. */
export const saveDraftFiles = (roomId: RoomId, files: readonly File[]): Promise<void> =>
  write("draftFiles", roomId, files.length === 0 ? undefined : files);

export const loadDraftFiles = async (roomId: RoomId): Promise<readonly File[]> => filesOf(await read("draftFiles", roomId));

/** The first file's name in each chat that has some, for the list. */
export async function loadDraftFileNames(): Promise<ReadonlyMap<string, string>> {
  const store = (await database()).transaction("draftFiles").objectStore("draftFiles");
  const [rooms, kept] = await Promise.all([finished(store.getAllKeys()), finished(store.getAll())]);
  return new Map(rooms.flatMap((roomId, place) => filesOf(kept[place]).slice(0, 1).map((file) => [String(roomId), file.name] as const)));
}

const filesOf = (value: unknown): readonly File[] => (Array.isArray(value) ? value.filter((one) => one instanceof File) : []);
