/**
 * The client's own database, apart from the SDK's: what the first paint, the send queue and the drafts need
 * before the SDK is there. Everything in it is this person's on this browser and goes at sign-out.
 */
export type Table = "facts" | "contents" | "queue" | "drafts" | "draftFiles" | "members";

const name = "vestnik";
const version = 2;
const tables: readonly Table[] = ["facts", "contents", "queue", "drafts", "draftFiles", "members"];

let opening: Promise<IDBDatabase> | undefined;
let isSealed = false;

export function database(): Promise<IDBDatabase> {
  if (isSealed) return Promise.reject(new Error("The person has signed out."));
  opening ??= open();
  return opening;
}

export async function read(table: Table, key: string): Promise<unknown> {
  const store = (await database()).transaction(table).objectStore(table);
  return finished(store.get(key));
}

export async function readAll(table: Table): Promise<readonly unknown[]> {
  const store = (await database()).transaction(table).objectStore(table);
  return finished(store.getAll());
}

/** Resolves when the value is on disk as far as the browser promises it; `undefined` deletes. */
export async function write(table: Table, key: string, value: unknown): Promise<void> {
  const transaction = (await database()).transaction(table, "readwrite", { durability: "strict" });
  const store = transaction.objectStore(table);
  if (value === undefined) store.delete(key);
  else store.put(value, key);
  await committed(transaction);
}

/** Before sign-out: whatever this page still wants to write must not bring the database back. The page after it starts anew. */
export function sealDatabase(): void {
  isSealed = true;
}

/** Sign-out: nothing of the person stays on this browser. */
export async function destroyDatabase(): Promise<void> {
  const connection = await opening?.catch(() => undefined);
  opening = undefined;
  connection?.close();
  await deleteDatabase(name);
}

/** Does not wait for tabs that still hold it open: the browser deletes it as soon as they let go. */
export function deleteDatabase(databaseName: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(databaseName);
    request.onsuccess = request.onerror = request.onblocked = () => resolve();
  });
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => {
      for (const table of tables)
        if (!request.result.objectStoreNames.contains(table)) request.result.createObjectStore(table);
    };
    request.onerror = () => reject(request.error ?? new Error("The browser's database does not open."));
    request.onsuccess = () => {
      request.result.onversionchange = () => {
        request.result.close();
        opening = undefined;
      };
      resolve(request.result);
    };
  });
}

export function finished<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("The browser's database refused to read."));
  });
}

function committed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () =>
      reject(transaction.error ?? new Error("The browser's database refused to write."));
  });
}
