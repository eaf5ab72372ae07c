import type { RoomId } from "@vestnik/matrix";
import type { OutgoingAttachment } from "@vestnik/matrix/queue/Outgoing";
import { loadDraftFiles, saveDraftFiles } from "@vestnik/matrix/store/draftFiles";
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

/** Files chosen in one chat and not sent yet. They outlive the page. */
export class Attachments implements Observable<readonly ComposerAttachment[]> {
  /** The default of the protocol's servers, until the server says its own. */
  readonly maxBytes = 100 * 1024 * 1024;
  private readonly chosen = new Signal<readonly Chosen[]>([]);
  private readonly view = derived([this.chosen], () => this.chosen.getSnapshot().map((one) => this.shown(one)));

  /** @param onKept hears whenever the files that are kept have changed */
  constructor(
    private readonly roomId: RoomId,
    private readonly onKept: () => void,
  ) {
    // A browser that refuses its database keeps files as long as the page.
    void loadDraftFiles(roomId).then((files) => this.choose(files), () => undefined);
  }

  /** The first file's name, while there is one. */
  get firstName(): string | undefined {
    return this.chosen.getSnapshot()[0]?.file.name;
  }

  getSnapshot = (): readonly ComposerAttachment[] => this.view.getSnapshot();
  subscribe = (onChange: () => void): (() => void) => this.view.subscribe(onChange);

  add(files: readonly File[]): void {
    this.choose(files);
    this.keep();
  }

  private choose(files: readonly File[]): void {
    for (const file of files) {
      const key = crypto.randomUUID();
      const isPicture = file.type.startsWith("image/") && file.type !== "image/svg+xml";
      const previewUrl = isPicture ? URL.createObjectURL(file) : undefined;
      const refusal = file.size > this.maxBytes ? "tooLarge" : undefined;
      this.chosen.set([...this.chosen.getSnapshot(), { key, file, previewUrl, refusal }]);
      if (refusal === undefined) void this.prepare(key, file, isPicture);
    }
  }

  /** What is to be sent; the list is empty afterwards. It is kept until the next {@link keep}. */
  take(): readonly OutgoingAttachment[] {
    const prepared = this.chosen.getSnapshot().flatMap((one) => one.prepared ?? []);
    for (const { previewUrl } of this.chosen.getSnapshot()) if (previewUrl) URL.revokeObjectURL(previewUrl);
    this.chosen.set([]);
    return prepared;
  }

  /** Keeps the files as they are chosen now; those that are too large have nowhere to go. */
  keep(): void {
    const files = this.chosen.getSnapshot().flatMap((one) => (one.refusal === undefined ? one.file : []));
    void saveDraftFiles(this.roomId, files).catch(() => undefined);
    this.onKept();
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
      remove: () => {
        this.chosen.set(this.chosen.getSnapshot().filter((one) => one.key !== key));
        this.keep();
      },
    };
  }
}
