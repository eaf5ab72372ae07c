import type { Person, Picture } from "@vestnik/matrix/chat";
import { downloadMedia } from "@vestnik/matrix/media/transfer";
import type { Homeserver } from "@vestnik/matrix/homeserver";
import type { MxcUrl } from "@vestnik/matrix";
import { Signal } from "./signals.ts";

type Entry = { readonly url?: string };

/** Avatars as object URLs: the server hands them out only to who is signed in. */
export class Pictures {
  /** Changes whenever a picture has come. */
  readonly arrived = new Signal(0);
  private readonly byAddress = new Map<MxcUrl, Entry>();

  constructor(
    private readonly server: Homeserver,
    private readonly request: typeof fetch,
  ) {}

  /** The picture with its object URL; asks for it the first time. */
  picture(picture: Picture | undefined): Picture | undefined {
    if (picture === undefined) return undefined;
    const known = this.byAddress.get(picture.mxc);
    if (known === undefined) void this.fetch(picture.mxc);
    return { mxc: picture.mxc, url: known?.url };
  }

  person<P extends Person | undefined>(person: P): P {
    return (person?.avatar === undefined ? person : { ...person, avatar: this.picture(person.avatar) }) as P;
  }

  private async fetch(mxc: MxcUrl): Promise<void> {
    this.byAddress.set(mxc, {});
    try {
      const blob = await downloadMedia(this.server, this.request, { kind: "clear", mxc }, "image/png");
      this.byAddress.set(mxc, { url: URL.createObjectURL(blob) });
      this.arrived.set(this.arrived.getSnapshot() + 1);
    } catch {
      // Initials stand in for a picture that cannot be had.
    }
  }
}
