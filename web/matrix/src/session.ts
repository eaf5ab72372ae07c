import { asNumber, asRecord, asText } from "./decode.ts";
import { type DeviceId, type UserId, isDeviceId, isUserId } from "./ids.ts";

/** Who is signed in on this browser. */
export type Session = {
  readonly userId: UserId;
  readonly deviceId: DeviceId;
  readonly accessToken: string;
  readonly refreshToken?: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt?: number;
  /** Present when the person signed in on the server's pages: their tokens are renewed and ended there. */
  readonly oauth?: OAuthGrant;
};

export type OAuthGrant = { readonly clientId: string; readonly tokenEndpoint: string; readonly revocationEndpoint: string };

const storageKey = "vestnik:session";

/** Local storage, not IndexedDB: it is read before the first paint and shared by all tabs at once. */
export function loadSession(): Session | undefined {
  const stored = localStorage.getItem(storageKey);
  return stored === null ? undefined : decodeSession(parse(stored));
}

export function saveSession(session: Session): void {
  localStorage.setItem(storageKey, JSON.stringify(session));
}

export function forgetSession(): void {
  localStorage.removeItem(storageKey);
}

export function decodeSession(value: unknown): Session | undefined {
  const { userId, deviceId, accessToken, refreshToken, expiresAt, oauth } = asRecord(value) ?? {};
  if (!isUserId(userId) || !isDeviceId(deviceId) || typeof accessToken !== "string") return undefined;
  return { userId, deviceId, accessToken, refreshToken: asText(refreshToken), expiresAt: asNumber(expiresAt), oauth: decodeGrant(oauth) };
}

export function decodeGrant(value: unknown): OAuthGrant | undefined {
  const [clientId, tokenEndpoint, revocationEndpoint] = ["clientId", "tokenEndpoint", "revocationEndpoint"].map((name) =>
    asText(asRecord(value)?.[name]),
  );
  return clientId === undefined || tokenEndpoint === undefined || revocationEndpoint === undefined
    ? undefined
    : { clientId, tokenEndpoint, revocationEndpoint };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
