import type { EntryAttachment, MediaSource } from "@vestnik/matrix/chat";
import { Refusal } from "@vestnik/matrix";
import type { Homeserver } from "@vestnik/matrix/homeserver";
import { DamagedAttachment } from "@vestnik/matrix/media/attachments";
import { downloadMedia } from "@vestnik/matrix/media/transfer";
import type { Transfer } from "./TimelineSnapshot.ts";
import { Signal } from "./signals.ts";

/** Pictures up to this size are fetched whole when there is no thumbnail. Bytes. */
const fetchedUnasked = 8_000_000;

/** Where the bytes of every attachment that was looked at are. */
export class Transfers {
  /** Changes whenever one of them does. */
  readonly changed = new Signal(0);
  private readonly byKey = new Map<string, Transfer>();
  private readonly local = new Map<string, string>();

  constructor(
    private readonly server: Homeserver,
    private readonly request: typeof fetch,
  ) {}

  of(key: string, attachment: EntryAttachment): Transfer {
    return this.byKey.get(key) ?? { kind: "remote", download: () => void this.fetch(key, attachment) };
  }

  /** Pictures come by themselves, files when they are asked for. */
  fetchPicture(key: string, attachment: EntryAttachment): void {
    if (attachment.kind !== "image" || this.byKey.has(key)) return;
    if (attachment.thumbnail !== undefined || (attachment.bytes ?? 0) <= fetchedUnasked) void this.fetch(key, attachment);
  }

  /** An own picture is shown from what was chosen, before and after it is on the server. */
  localUrl(key: string, blob: Blob): string {
    const known = this.local.get(key);
    if (known !== undefined) return known;
    const url = URL.createObjectURL(blob);
    this.local.set(key, url);
    this.put(key, { kind: "here", url, save: () => {} });
    return url;
  }

  private async fetch(key: string, attachment: EntryAttachment): Promise<void> {
    const controller = new AbortController();
    const cancel = () => controller.abort();
    this.put(key, { kind: "downloading", progress: 0, cancel });
    const isPreview = attachment.kind === "image" && attachment.thumbnail !== undefined;
    try {
      const blob = await this.download(
        isPreview ? (attachment.thumbnail ?? attachment.source) : attachment.source,
        isPreview ? "image/jpeg" : (attachment.mimeType ?? ""),
        controller.signal,
        (progress) => this.put(key, { kind: "downloading", progress, cancel }),
      );
      this.put(key, this.here(URL.createObjectURL(blob), attachment, isPreview));
      if (attachment.kind === "file") this.save(blob, attachment.name);
    } catch (problem) {
      if (controller.signal.aborted) this.remove(key);
      else this.put(key, { kind: "failed", reason: reasonOf(problem), retry: () => void this.fetch(key, attachment) });
    }
  }

  private here(url: string, attachment: EntryAttachment, isPreview: boolean): Transfer {
    let whole: Promise<string> | undefined;
    const full = () =>
      (whole ??= isPreview
        ? this.download(attachment.source, attachment.mimeType ?? "").then((blob) => URL.createObjectURL(blob))
        : Promise.resolve(url));
    return {
      kind: "here",
      url,
      full: attachment.kind === "image" ? full : undefined,
      save: () => void full().then((whole) => this.saveUrl(whole, attachment.name)),
    };
  }

  private download(
    source: MediaSource,
    mimeType: string,
    signal?: AbortSignal,
    onProgress?: (part: number) => void,
  ): Promise<Blob> {
    return downloadMedia(this.server, this.request, source, mimeType, { signal, onProgress });
  }

  private save(blob: Blob, name: string): void {
    const url = URL.createObjectURL(blob);
    this.saveUrl(url, name);
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  }

  private saveUrl(url: string, name: string): void {
    const link = document.createElement("a");
    link.href = url;
    link.download = name;
    link.click();
  }

  private put(key: string, transfer: Transfer): void {
    this.byKey.set(key, transfer);
    this.changed.set(this.changed.getSnapshot() + 1);
  }

  private remove(key: string): void {
    this.byKey.delete(key);
    this.changed.set(this.changed.getSnapshot() + 1);
  }
}

function reasonOf(problem: unknown): Extract<Transfer, { kind: "failed" }>["reason"] {
  if (problem instanceof DamagedAttachment) return "damaged";
  if (problem instanceof Refusal && problem.code === Refusal.offline) return "offline";
  return "gone";
}
