import { Refusal } from "./Refusal.ts";
import { asText, field } from "./decode.ts";
import { type Homeserver, refresh } from "./homeserver.ts";
import { refreshByOAuth } from "./oauth.ts";
import { type Session, loadSession, saveSession } from "./session.ts";

/** Time before expiry at which a token is renewed ahead of need, milliseconds. */
const renewBefore = 30_000;

/**
 * `fetch` with the session's current token. The SDK, media and every tab send through here, so that a refresh token is
 * spent once: the renewal happens under a lock, and who waited for it finds the new token in the store.
 */
export function authorisedFetch(server: Homeserver, onSignedOut: () => void): typeof fetch {
  return async (input, init) => {
    const session = await usableSession(server);
    const response = await fetch(input, withToken(init, session?.accessToken));
    if (response.status !== 401 || session === undefined) return response;

    const problem = await errorCode(response);
    if (problem !== "M_UNKNOWN_TOKEN" && problem !== "M_MISSING_TOKEN") return response;
    const renewed = await renew(server, session);
    if (renewed !== undefined) return fetch(input, withToken(init, renewed.accessToken));
    onSignedOut();
    return response;
  };
}

async function usableSession(server: Homeserver): Promise<Session | undefined> {
  const session = loadSession();
  const isStale = session?.expiresAt !== undefined && session.expiresAt - renewBefore < Date.now();
  if (session === undefined || !isStale || session.refreshToken === undefined) return session;
  return (await renew(server, session)) ?? session;
}

/** `undefined` when the session cannot be renewed any more; throws when the server cannot be reached. */
async function renew(server: Homeserver, stale: Session): Promise<Session | undefined> {
  return withLock("vestnik:refresh", async () => {
    const current = loadSession();
    if (current === undefined) return undefined;
    if (current.accessToken !== stale.accessToken) return current;
    if (current.refreshToken === undefined) return undefined;
    try {
      const renewed = await (current.oauth === undefined ? refresh(server, current) : refreshByOAuth(current, current.oauth));
      saveSession(renewed);
      return renewed;
    } catch (problem) {
      if (problem instanceof Refusal && problem.isPassing) throw new TypeError("The token cannot be renewed now.");
      return undefined;
    }
  });
}

async function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  if (globalThis.navigator?.locks === undefined) return work();
  return navigator.locks.request(name, work);
}

function withToken(init: RequestInit | undefined, token: string | undefined): RequestInit {
  const headers = new Headers(init?.headers);
  if (token !== undefined) headers.set("Authorization", `Bearer ${token}`);
  return { ...init, headers };
}

async function errorCode(response: Response): Promise<string | undefined> {
  return asText(field(await response.clone().json().catch(() => undefined), "errcode"));
}
