import { type Homeserver, logIn, ownHomeserver, register } from "@vestnik/matrix/homeserver";
import { beginSignIn, completeSignIn, isReturn } from "@vestnik/matrix/oauth";
import { type Session, loadSession, saveSession } from "@vestnik/matrix/session";
import { forgetStores } from "@vestnik/matrix/signOut";
import { deviceName } from "../platform/deviceName.ts";
import { afterPaint, mark } from "../platform/marks.ts";
import { Messenger } from "./Messenger.ts";
import type { Observable } from "./Observable.ts";
import { Signal } from "./signals.ts";
import { currentRoute, go } from "./route.ts";

export type ApplicationSnapshot =
  /** `problem` is what became of a sign-in on the server's pages. */
  | { readonly kind: "signedOut"; readonly problem?: unknown }
  | { readonly kind: "signedIn"; readonly messenger: Messenger };

type Account = { readonly name: string; readonly password: string };

/** Who is signed in, from the first paint to the sign-out. */
export class Application implements Observable<ApplicationSnapshot> {
  private readonly state = new Signal<ApplicationSnapshot>({ kind: "signedOut" });
  private readonly server: Homeserver = ownHomeserver();

  getSnapshot = (): ApplicationSnapshot => this.state.getSnapshot();
  subscribe = (onChange: () => void): (() => void) => this.state.subscribe(onChange);

  /** Reads the session and the cached list; the heavy chunk is asked for only after the list was painted. */
  async open(): Promise<void> {
    const session = loadSession();
    if (session === undefined) return this.comeBack();
    const messenger = this.messengerFor(session, undefined);
    // A browser that refuses its database still chats; it only starts slower.
    await messenger.loadCache().catch(() => undefined);
    this.state.set({ kind: "signedIn", messenger });
  }

  /** Called by the shell once the list stands on the screen. */
  async listIsShown(messenger: Messenger): Promise<void> {
    await afterPaint();
    mark("vestnik:list-painted");
    messenger.start();
  }

  async signUp(account: Account & { readonly displayName: string; readonly token?: string }): Promise<void> {
    const session = await register(this.server, { ...account, deviceName: deviceName() });
    const messenger = await this.begin(session, account.password);
    if (account.displayName.trim() !== "")
      // The name can be set again in the settings.
      void messenger.engine.setName(account.displayName.trim()).catch(() => undefined);
  }

  async signIn(account: Account): Promise<void> {
    const session = await logIn(this.server, { ...account, deviceName: deviceName() });
    await this.begin(session, account.password);
  }

  /** Leaves for the server's pages, where passkeys and codes are. */
  async signInOnPages(): Promise<void> {
    location.assign(await beginSignIn(this.server, deviceName()));
  }

  /** The person may have come from there. */
  private async comeBack(): Promise<void> {
    const fragment = location.hash;
    if (!isReturn(fragment)) return;
    // The code is good for one use: neither a reload nor the browser's history should meet it again.
    history.replaceState(history.state, "", location.pathname);
    try {
      const session = await completeSignIn(this.server, fragment);
      if (session !== undefined) await this.begin(session, undefined);
    } catch (problem) {
      this.state.set({ kind: "signedOut", problem });
    }
  }

  private async begin(session: Session, password: string | undefined): Promise<Messenger> {
    await forgetStores();
    saveSession(session);
    // Without a persistent store the browser may drop the keys when its disk is full.
    void navigator.storage?.persist?.();
    const messenger = this.messengerFor(session, password);
    const route = currentRoute.getSnapshot();
    if (route.kind === "signIn" || route.kind === "signUp") go({ kind: "chats" }, "replace");
    this.state.set({ kind: "signedIn", messenger });
    return messenger;
  }

  private messengerFor(session: Session, password: string | undefined): Messenger {
    return new Messenger(session, this.server, {
      password: async () => password,
      onEngineRequested: () => mark("vestnik:sdk-requested"),
      // A new page, so that nothing of the person stays in memory.
      onSignedOut: () => location.assign("/"),
    });
  }
}
