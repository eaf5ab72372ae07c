import type { OutgoingAttachment } from "@vestnik/matrix/queue/Outgoing";
import { preparePicture } from "../platform/preparePicture.ts";
import type { ComposerAttachment } from "./ComposerSnapshot.ts";
import type { Observable } from "./Observable.ts";
import { Signal, derived } from "./signals.ts";

type Chosen = {
  readonly key: string;
  readonly file: File;
  readonly previewUrl?: string;
  readonly prepared?: OutgoingAttachment;
  readonly refusal?: ComposerAttachment["refusal"];
};

/** Files chosen in one chat and not sent yet. */
export class Attachments implements Observable<readonly ComposerAttachment[]> {
  /** The default of the protocol's servers, until the server says its own. */
  readonly maxBytes = 100 * 1024 * 1024;
  private readonly chosen = new Signal<readonly Chosen[]>([]);
  private readonly view = derived([this.chosen], () => this.chosen.getSnapshot().map((one) => this.shown(one)));

  getSnapshot = (): readonly ComposerAttachment[] => this.view.getSnapshot();
  subscribe = (onChange: () => void): (() => void) => this.view.subscribe(onChange);

  add(files: readonly File[]): void {
    for (const file of files) {
      const key = crypto.randomUUID();
      const isPicture = file.type.startsWith("image/") && file.type !== "image/svg+xml";
      const previewUrl = isPicture ? URL.createObjectURL(file) : undefined;
      const refusal = file.size > this.maxBytes ? "tooLarge" : undefined;
      this.chosen.set([...this.chosen.getSnapshot(), { key, file, previewUrl, refusal }]);
      if (refusal === undefined) void this.prepare(key, file, isPicture);
    }
  }

  /** What is to be sent; the list is empty afterwards. */
  take(): readonly OutgoingAttachment[] {
    const prepared = this.chosen.getSnapshot().flatMap((one) => one.prepared ?? []);
    for (const { previewUrl } of this.chosen.getSnapshot()) if (previewUrl) URL.revokeObjectURL(previewUrl);
    this.chosen.set([]);
    return prepared;
  }

  private async prepare(key: string, file: File, isPicture: boolean): Promise<void> {
    const plain: OutgoingAttachment = {
      kind: "attachment",
      picture: false,
      name: file.name,
      mimeType: file.type === "" ? "application/octet-stream" : file.type,
      bytes: file.size,
      blob: file,
    };
    try {
      const picture = isPicture ? await preparePicture(file) : undefined;
      this.change(key, { prepared: picture === undefined ? plain : { ...plain, picture: true, ...picture } });
    } catch {
      // A picture that this browser cannot read goes as a file.
      this.change(key, { prepared: plain, previewUrl: undefined });
    }
  }

  private change(key: string, change: Partial<Chosen>): void {
    this.chosen.set(this.chosen.getSnapshot().map((one) => (one.key === key ? { ...one, ...change } : one)));
  }

  private shown({ key, file, previewUrl, prepared, refusal }: Chosen): ComposerAttachment {
    return {
      key,
      name: file.name,
      bytes: file.size,
      kind: previewUrl === undefined ? "file" : "image",
      previewUrl,
      progress: prepared === undefined && refusal === undefined ? 0 : undefined,
      refusal,
      remove: () => this.chosen.set(this.chosen.getSnapshot().filter((one) => one.key !== key)),
    };
  }
}
