import { Refusal } from "./Refusal.ts";
import { asCount, asList, asNumber, asRecord, asText, field } from "./decode.ts";
import { isDeviceId, isUserId } from "./ids.ts";
import type { Session } from "./session.ts";

/**
 * The few requests made before, or without, the Matrix SDK: signing up, in and out must not wait for it.
 * The homeserver is the page's own origin.
 */
export type Homeserver = { readonly baseUrl: string };

export const ownHomeserver = (): Homeserver => ({ baseUrl: location.origin });

const requestTimeout = 30_000;

/** https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3registeravailable */
export async function isNameFree(server: Homeserver, name: string): Promise<boolean> {
  const path = `/_matrix/client/v3/register/available?username=${encodeURIComponent(name)}`;
  return field(await request(server, "GET", path), "available") === true;
}

/** https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3register */
export async function register(
  server: Homeserver,
  account: { readonly name: string; readonly password: string; readonly deviceName: string; readonly token?: string },
): Promise<Session> {
  const wish = {
    username: account.name,
    password: account.password,
    initial_device_display_name: account.deviceName,
    refresh_token: true,
  };
  const path = "/_matrix/client/v3/register";
  try {
    return toSession(await request(server, "POST", path, wish));
  } catch (problem) {
    const stage = problem instanceof Refusal ? authenticationStage(problem, account.token) : undefined;
    if (stage === undefined) throw problem;
    return toSession(await request(server, "POST", path, { ...wish, auth: stage }));
  }
}

/** https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3login */
export async function logIn(
  server: Homeserver,
  account: { readonly name: string; readonly password: string; readonly deviceName: string },
): Promise<Session> {
  const answer = await request(server, "POST", "/_matrix/client/v3/login", {
    type: "m.login.password",
    identifier: { type: "m.id.user", user: account.name },
    password: account.password,
    initial_device_display_name: account.deviceName,
    refresh_token: true,
  });
  return toSession(answer);
}

/** https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3logout */
export async function logOut(server: Homeserver, accessToken: string): Promise<void> {
  await request(server, "POST", "/_matrix/client/v3/logout", {}, accessToken);
}

/** https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3refresh */
export async function refresh(server: Homeserver, session: Session): Promise<Session> {
  const answer = await request(server, "POST", "/_matrix/client/v3/refresh", { refresh_token: session.refreshToken });
  const accessToken = asText(field(answer, "access_token"));
  if (accessToken === undefined) throw new Refusal(Refusal.serverGone, "The answer to a token refresh has no token.");
  return {
    ...session,
    accessToken,
    refreshToken: asText(field(answer, "refresh_token")) ?? session.refreshToken,
    expiresAt: expiry(answer),
  };
}

async function request(
  server: Homeserver,
  method: string,
  path: string,
  body?: unknown,
  accessToken?: string,
): Promise<unknown> {
  const headers: Record<string, string> = {};
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (accessToken !== undefined) headers["Authorization"] = `Bearer ${accessToken}`;
  let response: Response;
  try {
    response = await fetch(server.baseUrl + path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(requestTimeout),
    });
  } catch {
    throw new Refusal(Refusal.offline, "The server cannot be reached.");
  }
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return answer;
  throw toRefusal(response, answer);
}

export function toRefusal(response: Response, answer: unknown): Refusal {
  const code = asText(field(answer, "errcode"));
  const wait = asNumber(field(answer, "retry_after_ms")) ?? seconds(response.headers.get("Retry-After"));
  const message = asText(field(answer, "error")) ?? `The server answered ${response.status}.`;
  const fallback = response.status === 401 ? "M_UNAUTHORIZED" : Refusal.serverGone;
  return new Refusal(code ?? fallback, message, response.status, wait, answer);
}

const seconds = (header: string | null): number | undefined =>
  header !== null && /^\d+$/.test(header) ? Number(header) * 1000 : undefined;

/** The stage this client can complete of those the server asks for, with its session. */
function authenticationStage(refusal: Refusal, token: string | undefined): Record<string, unknown> | undefined {
  const session = asText(field(refusal.body, "session"));
  if (refusal.status !== 401 || session === undefined) return undefined;
  const flows = asList(field(refusal.body, "flows")).map((flow) => asList(field(flow, "stages")));
  const isOffered = (type: string) => flows.some((stages) => stages.length === 1 && stages[0] === type);
  if (token !== undefined && isOffered("m.login.registration_token"))
    return { type: "m.login.registration_token", token, session };
  return isOffered("m.login.dummy") ? { type: "m.login.dummy", session } : undefined;
}

function toSession(answer: unknown): Session {
  const { user_id: userId, device_id: deviceId, access_token: accessToken, refresh_token: refreshToken } =
    asRecord(answer) ?? {};
  if (!isUserId(userId) || !isDeviceId(deviceId) || typeof accessToken !== "string")
    throw new Refusal(Refusal.serverGone, "The server's answer is not a session.");
  return { userId, deviceId, accessToken, refreshToken: asText(refreshToken), expiresAt: expiry(answer) };
}

function expiry(answer: unknown): number | undefined {
  const lifetime = asCount(field(answer, "expires_in_ms"));
  return lifetime === undefined ? undefined : Date.now() + lifetime;
}
