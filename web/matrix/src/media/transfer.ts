import { Refusal } from "../Refusal.ts";
import type { MediaSource } from "../chat.ts";
import { asNumber, asText, field } from "../decode.ts";
import type { Homeserver } from "../homeserver.ts";
import { type MxcUrl, isMxcUrl } from "../ids.ts";
import { loadSession } from "../session.ts";
import { decryptAttachment, encryptAttachment } from "./attachments.ts";

export type TransferOptions = { readonly signal?: AbortSignal; readonly onProgress?: (part: number) => void };

/** Uploads bytes; in an encrypted chat the server gets ciphertext without a name or a kind. */
export async function uploadMedia(
  server: Homeserver,
  request: typeof fetch,
  blob: Blob,
  isEncrypted: boolean,
  options: TransferOptions = {},
): Promise<MediaSource> {
  await holdValidToken(server, request);
  if (!isEncrypted) return { kind: "clear", mxc: await put(server, blob, blob.type, options) };
  const { cipher, key } = await encryptAttachment(await blob.arrayBuffer());
  const url = await put(server, new Blob([cipher]), "application/octet-stream", options);
  return { kind: "encrypted", file: { ...key, url } };
}

/** Fetches bytes and opens them. */
export async function downloadMedia(
  server: Homeserver,
  request: typeof fetch,
  source: MediaSource,
  mimeType: string,
  options: TransferOptions = {},
): Promise<Blob> {
  const mxc = source.kind === "clear" ? source.mxc : source.file.url;
  const bytes = await get(server, request, mxc, options);
  const plain = source.kind === "clear" ? bytes : await decryptAttachment(bytes, source.file);
  return new Blob([plain], { type: harmless(mimeType) });
}

/**
 * A page's own origin serves object URLs: what a browser would run as a document must never be one.
 */
export function harmless(mimeType: string): string {
  const isShown = /^(image\/(png|jpeg|gif|webp|avif|apng)|video\/(mp4|webm|ogg)|audio\/(mp4|mpeg|ogg|webm|wav|aac|flac))$/;
  return isShown.test(mimeType) ? mimeType : "application/octet-stream";
}

/** https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv1mediadownloadservernamemediaid */
async function get(
  server: Homeserver,
  request: typeof fetch,
  mxc: MxcUrl,
  { signal, onProgress }: TransferOptions,
): Promise<ArrayBuffer> {
  const response = await request(`${server.baseUrl}/_matrix/client/v1/media/download/${mxc.slice("mxc://".length)}`, {
    signal,
  }).catch(() => {
    throw new Refusal(Refusal.offline, "The server cannot be reached.");
  });
  if (!response.ok || response.body === null)
    throw new Refusal(response.status === 404 ? "M_NOT_FOUND" : Refusal.serverGone, "No file.", response.status);
  const total = asNumber(Number(response.headers.get("Content-Length"))) ?? 0;
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let received = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    received += value.length;
    if (total > 0) onProgress?.(Math.min(received / total, 1));
  }
  return new Blob(parts).arrayBuffer();
}

/**
 * XMLHttpRequest, since `fetch` does not tell how much has gone up.
 * https://spec.matrix.org/v1.19/client-server-api/#post_matrixmediav3upload
 */
function put(server: Homeserver, blob: Blob, type: string, { signal, onProgress }: TransferOptions): Promise<MxcUrl> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `${server.baseUrl}/_matrix/media/v3/upload`);
    request.setRequestHeader("Authorization", `Bearer ${loadSession()?.accessToken ?? ""}`);
    request.setRequestHeader("Content-Type", type === "" ? "application/octet-stream" : type);
    request.responseType = "json";
    request.upload.onprogress = (event) => event.lengthComputable && onProgress?.(event.loaded / event.total);
    request.onerror = request.ontimeout = () => reject(new Refusal(Refusal.offline, "The upload was cut."));
    request.onabort = () => reject(new DOMException("The upload was cancelled.", "AbortError"));
    request.onload = () => {
      const answer: unknown = request.response;
      const mxc = field(answer, "content_uri");
      if (request.status === 200 && isMxcUrl(mxc)) resolve(mxc);
      else reject(uploadRefusal(request.status, answer));
    };
    signal?.addEventListener("abort", () => request.abort(), { once: true });
    request.send(blob);
  });
}

function uploadRefusal(status: number, answer: unknown): Refusal {
  const fallback = status === 413 ? "M_TOO_LARGE" : Refusal.serverGone;
  const code = asText(field(answer, "errcode")) ?? fallback;
  const wait = asNumber(field(answer, "retry_after_ms"));
  return new Refusal(code, asText(field(answer, "error")) ?? `The server answered ${status}.`, status, wait);
}

/** The upload itself cannot renew a token, so it is made sure of before. */
async function holdValidToken(server: Homeserver, request: typeof fetch): Promise<void> {
  await request(`${server.baseUrl}/_matrix/client/v3/account/whoami`).catch(() => {
    throw new Refusal(Refusal.offline, "The server cannot be reached.");
  });
}
