import { type Homeserver, logOut } from "./homeserver.ts";
import { revoke } from "./oauth.ts";
import { forgetSession, loadSession } from "./session.ts";
import { forgetNotedDrafts } from "./store/drafts.ts";
import { deleteDatabase, destroyDatabase, sealDatabase } from "./store/database.ts";

/** Databases of the SDK and its crypto, by the names that `startEngine` gives them. */
const foreign = ["matrix-js-sdk:vestnik-sync", "vestnik-crypto::matrix-sdk-crypto", "vestnik-crypto::matrix-sdk-crypto-meta"];

/** Ends the session on the server and forgets everything of the person on this browser. */
export async function signOutHere(server: Homeserver): Promise<void> {
  const session = loadSession();
  // Without a server the token stays valid there; this browser forgets it all the same.
  if (session !== undefined)
    await (session.oauth === undefined ? logOut(server, session.accessToken) : revoke(session, session.oauth)).catch(() => undefined);
  forgetSession();
  sealDatabase();
  await forgetStores();
  await forgetPushes().catch(() => undefined);
}

/** The push service forgets this browser, and the worker goes. */
async function forgetPushes(): Promise<void> {
  for (const registration of (await navigator.serviceWorker?.getRegistrations()) ?? []) {
    await (await registration.pushManager?.getSubscription())?.unsubscribe();
    await registration.unregister();
  }
}

/** Nothing of a former account may meet a new one. */
export async function forgetStores(): Promise<void> {
  forgetNotedDrafts();
  await destroyDatabase();
  await Promise.all(foreign.map(deleteDatabase));
}
