import type { CryptoCallbacks } from "matrix-js-sdk/lib/crypto-api/index.js";

type Key = Uint8Array<ArrayBuffer>;

/** Keys of secret storage that were entered or made since the page was loaded. They are never stored. */
export class SecretKeys {
  private readonly byId = new Map<string, Key>();
  private offered: Key | undefined;

  /** A key to try when secret storage asks, e.g. a recovery code that was just typed. */
  async offering<T>(key: Key, work: () => Promise<T>): Promise<T> {
    this.offered = key;
    try {
      return await work();
    } finally {
      this.offered = undefined;
    }
  }

  readonly callbacks: CryptoCallbacks = {
    getSecretStorageKey: async ({ keys }) => {
      for (const id of Object.keys(keys)) {
        const key = this.byId.get(id) ?? this.offered;
        if (key !== undefined) return [id, key];
      }
      return null;
    },
    cacheSecretStorageKey: (id, _description, key) => void this.byId.set(id, key),
  };
}
