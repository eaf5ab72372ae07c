import type { AuthDict, MatrixClient } from "matrix-js-sdk";
import type { CrossSigningKeys } from "matrix-js-sdk/lib/client.js";
import type { CryptoApi } from "matrix-js-sdk/lib/crypto-api/index.js";
import type { RustCrypto } from "matrix-js-sdk/lib/rust-crypto/rust-crypto.js";
import { Refusal } from "../Refusal.ts";
import { asRecord, field } from "../decode.ts";

/** What the server gives out of the person's own keys: others see this, and not what this browser holds. */
export type PublishedKeys = {
  readonly masterKey?: string;
  /** By the self-signing key that is published; the server has checked the signature. */
  readonly isThisDeviceSigned: boolean;
};

/** https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3keysquery */
export async function readPublishedKeys(client: MatrixClient, deviceId: string): Promise<PublishedKeys> {
  const me = client.getSafeUserId();
  return publishedKeysIn(await client.downloadKeysForUsers([me]), me, deviceId);
}

export function publishedKeysIn(answer: unknown, userId: string, deviceId: string): PublishedKeys {
  const onlyKey = (kind: string) => Object.keys(asRecord(field(answer, kind, userId, "keys")) ?? {})[0];
  const selfSigningKey = onlyKey("self_signing_keys");
  const signature = selfSigningKey && field(answer, "device_keys", userId, deviceId, "signatures", userId, selfSigningKey);
  return { masterKey: onlyKey("master_keys"), isThisDeviceSigned: typeof signature === "string" };
}

type Authorised = (ask: (auth: AuthDict | null) => Promise<void>) => Promise<void>;

/**
 * Uploads the identity that this browser has made once more. The same keys again and no new ones: an upload that a
 * reload cut off may still have reached the server.
 */
export async function uploadKeysMadeHere(client: MatrixClient, crypto: CryptoApi, authorised: Authorised): Promise<void> {
  // The SDK has no public way to upload keys that it holds already.
  const machine = (crypto as RustCrypto)["olmMachine"];
  const { uploadSigningKeysRequest } = await machine.bootstrapCrossSigning(false);
  const keys: unknown = JSON.parse(uploadSigningKeysRequest.body);
  if (asRecord(keys) === undefined) throw new Refusal("ENCRYPTION", "There are no keys to upload.");
  await authorised(async (auth) => void (await client.uploadDeviceSigningKeys(auth ?? undefined, keys as CrossSigningKeys)));
}
