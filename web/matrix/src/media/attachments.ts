import { asRecord, asText, field } from "../decode.ts";
import { type MxcUrl, isMxcUrl } from "../ids.ts";

/**
 * Encrypted attachments, version 2: AES-256 in counter mode, the hash of the ciphertext beside the key.
 * https://spec.matrix.org/v1.19/client-server-api/#sending-encrypted-attachments
 */
export type EncryptedFile = AttachmentKey & { readonly url: MxcUrl };

export type AttachmentKey = {
  /** Unpadded base64url, 256 bits. */
  readonly key: string;
  /** Unpadded base64, 128 bits; the lower 64 are the counter and start at zero. */
  readonly iv: string;
  /** Unpadded base64 SHA-256 of the ciphertext. */
  readonly sha256: string;
};

export class DamagedAttachment extends Error {
  override readonly name = "DamagedAttachment";
}

export async function encryptAttachment(
  plain: BufferSource,
): Promise<{ readonly cipher: ArrayBuffer; readonly key: AttachmentKey }> {
  const secret = await crypto.subtle.generateKey({ name: "AES-CTR", length: 256 }, true, ["encrypt"]);
  const counter = new Uint8Array(16);
  crypto.getRandomValues(counter.subarray(0, 8));
  const cipher = await crypto.subtle.encrypt({ name: "AES-CTR", counter, length: 64 }, secret, plain);
  const [jwk, hash] = await Promise.all([
    crypto.subtle.exportKey("jwk", secret),
    crypto.subtle.digest("SHA-256", cipher),
  ]);
  return { cipher, key: { key: jwk.k ?? "", iv: toBase64(counter), sha256: toBase64(new Uint8Array(hash)) } };
}

export async function decryptAttachment(cipher: BufferSource, key: AttachmentKey): Promise<ArrayBuffer> {
  const hash = toBase64(new Uint8Array(await crypto.subtle.digest("SHA-256", cipher)));
  if (hash !== key.sha256.replace(/=+$/, "")) throw new DamagedAttachment("The hash of the file is another one.");
  const counter = fromBase64(key.iv);
  if (counter.length !== 16) throw new DamagedAttachment("The file's initialisation vector has a wrong length.");
  const jwk = { kty: "oct", k: key.key, alg: "A256CTR", ext: true, key_ops: ["decrypt"] };
  const secret = await crypto.subtle.importKey("jwk", jwk, "AES-CTR", false, ["decrypt"]);
  return crypto.subtle.decrypt({ name: "AES-CTR", counter, length: 64 }, secret, cipher);
}

/** The `file` member of an event's content. */
export const encodeFile = (file: EncryptedFile) => ({
  v: "v2",
  url: file.url,
  key: { kty: "oct", key_ops: ["encrypt", "decrypt"], alg: "A256CTR", k: file.key, ext: true },
  iv: file.iv,
  hashes: { sha256: file.sha256 },
});

export function decodeFile(value: unknown): EncryptedFile | undefined {
  const { v: version, url, iv } = asRecord(value) ?? {};
  const key = asText(field(value, "key", "k"));
  const sha256 = asText(field(value, "hashes", "sha256"));
  const isKnown = version === "v2" && field(value, "key", "alg") === "A256CTR";
  if (!isKnown || !isMxcUrl(url) || typeof iv !== "string" || key === undefined || sha256 === undefined)
    return undefined;
  return { url, key, iv, sha256 };
}

function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replace(/=+$/, "");
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
  } catch {
    throw new DamagedAttachment("The file's key is not base64.");
  }
}
