import { Refusal } from "./Refusal.ts";
import { asCount, asText, field } from "./decode.ts";
import { type Homeserver, toRefusal } from "./homeserver.ts";
import { isDeviceId, isUserId } from "./ids.ts";
import { type OAuthGrant, type Session, decodeGrant } from "./session.ts";

/**
 * Sign-in on the server's own pages, with passkeys and codes: the person is sent there and comes back with a code.
 * https://spec.matrix.org/v1.19/client-server-api/#authorisation-code-flow
 */

/** What is kept while the person is away, for this tab alone. */
type Journey = OAuthGrant & { readonly state: string; readonly verifier: string; readonly deviceId: string };

const storageKey = "vestnik:oauth";
const requestTimeout = 30_000;

/** Where a person comes back to. */
const returnAddress = (server: Homeserver): string => `${server.baseUrl}/sign-in`;

/** Introduces this client to the server; the address to send the person to. */
export async function beginSignIn(server: Homeserver, clientName: string): Promise<string> {
  const metadata = await askJson(`${server.baseUrl}/_matrix/client/v1/auth_metadata`);
  const [authorize, token, revoke, register] = ["authorization", "token", "revocation", "registration"].map((name) =>
    endpoint(metadata, name),
  ) as [string, string, string, string];
  const client = await askJson(register, {
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({
      client_name: clientName,
      client_uri: `${server.baseUrl}/`,
      redirect_uris: [returnAddress(server)],
      grant_types: ["authorization_code", "refresh_token"],
      response_types: ["code"],
      token_endpoint_auth_method: "none",
      application_type: "web",
    }),
  });
  const clientId = asText(field(client, "client_id"));
  if (clientId === undefined) throw new Refusal(Refusal.serverGone, "The answer to a registration names no client.");

  const journey: Journey = { clientId, tokenEndpoint: token, revocationEndpoint: revoke, state: secret(), verifier: secret(), deviceId: secret(9) };
  sessionStorage.setItem(storageKey, JSON.stringify(journey));
  const address = new URL(authorize);
  const wishes = {
    response_type: "code",
    response_mode: "fragment",
    client_id: clientId,
    redirect_uri: returnAddress(server),
    scope: `urn:matrix:client:api:* urn:matrix:client:device:${journey.deviceId}`,
    state: journey.state,
    code_challenge_method: "S256",
    code_challenge: base64Url(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(journey.verifier))),
  };
  for (const [name, value] of Object.entries(wishes)) address.searchParams.set(name, value);
  return address.href;
}

/** Whether the page's address says that the person has come back. */
export const isReturn = (fragment: string): boolean => {
  const said = new URLSearchParams(fragment.replace(/^#/, ""));
  return said.has("state") && (said.has("code") || said.has("error"));
};

/** The session of a person who has come back; `undefined` when they refused. */
export async function completeSignIn(server: Homeserver, fragment: string): Promise<Session | undefined> {
  const said = new URLSearchParams(fragment.replace(/^#/, ""));
  const journey = takeJourney();
  if (journey === undefined || said.get("state") !== journey.state)
    throw new Refusal("SIGN_IN_LOST", "This answer does not belong to a sign-in that was begun in this tab.");
  const code = said.get("code");
  if (code === null) {
    if (said.get("error") === "access_denied") return undefined;
    throw new Refusal("SIGN_IN_LOST", "The server did not let this client in.");
  }
  const { clientId, tokenEndpoint, revocationEndpoint } = journey;
  const answer = await askForm(tokenEndpoint, {
    grant_type: "authorization_code",
    code,
    redirect_uri: returnAddress(server),
    client_id: clientId,
    code_verifier: journey.verifier,
  });
  const accessToken = asText(field(answer, "access_token"));
  const who = await askJson(`${server.baseUrl}/_matrix/client/v3/account/whoami`, {
    method: "GET",
    headers: { Authorization: `Bearer ${accessToken ?? ""}` },
  });
  const [userId, deviceId] = [field(who, "user_id"), field(who, "device_id")];
  if (accessToken === undefined || !isUserId(userId) || !isDeviceId(deviceId))
    throw new Refusal(Refusal.serverGone, "The server's answer is not a session.");
  return { userId, deviceId, ...tokens(answer, accessToken), oauth: { clientId, tokenEndpoint, revocationEndpoint } };
}

/** https://spec.matrix.org/v1.19/client-server-api/#token-refresh-flow */
export async function refreshByOAuth(session: Session, grant: OAuthGrant): Promise<Session> {
  const answer = await askForm(grant.tokenEndpoint, {
    grant_type: "refresh_token",
    refresh_token: session.refreshToken ?? "",
    client_id: grant.clientId,
  });
  const accessToken = asText(field(answer, "access_token"));
  if (accessToken === undefined) throw new Refusal(Refusal.serverGone, "The answer to a token refresh has no token.");
  return { ...session, ...tokens(answer, accessToken) };
}

/** https://spec.matrix.org/v1.19/client-server-api/#token-revocation */
export async function revoke(session: Session, grant: OAuthGrant): Promise<void> {
  await askForm(grant.revocationEndpoint, { token: session.accessToken, token_type_hint: "access_token", client_id: grant.clientId });
}

const tokens = (answer: unknown, accessToken: string) => {
  const seconds = asCount(field(answer, "expires_in"));
  return {
    accessToken,
    refreshToken: asText(field(answer, "refresh_token")),
    expiresAt: seconds === undefined ? undefined : Date.now() + seconds * 1000,
  };
};

function takeJourney(): Journey | undefined {
  const stored = sessionStorage.getItem(storageKey);
  sessionStorage.removeItem(storageKey);
  if (stored === null) return undefined;
  const kept: unknown = JSON.parse(stored);
  const [grant, state, verifier, deviceId] = [decodeGrant(kept), ...["state", "verifier", "deviceId"].map((name) => asText(field(kept, name)))];
  return grant === undefined || state === undefined || verifier === undefined || deviceId === undefined
    ? undefined
    : { ...grant, state, verifier, deviceId };
}

function endpoint(metadata: unknown, name: string): string {
  const address = asText(field(metadata, `${name}_endpoint`));
  if (address === undefined) throw new Refusal("M_UNRECOGNIZED", "This server has no pages to sign in on.");
  return address;
}

const askForm = (address: string, form: Record<string, string>) => askJson(address, { body: new URLSearchParams(form) });

async function askJson(address: string, request: RequestInit = {}): Promise<unknown> {
  let response: Response;
  try {
    const method = request.body === undefined ? "GET" : "POST";
    response = await fetch(address, { method, ...request, signal: AbortSignal.timeout(requestTimeout) });
  } catch {
    throw new Refusal(Refusal.offline, "The server cannot be reached.");
  }
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return answer;
  // OAuth's own codes are words such as invalid_grant: a refusal for good, unlike a page of a proxy.
  const code = asText(field(answer, "error_description")) === undefined ? undefined : asText(field(answer, "error"));
  throw code === undefined ? toRefusal(response, answer) : new Refusal(code, "The server refused.", response.status, undefined, answer);
}

const secret = (bytes = 48): string => base64Url(crypto.getRandomValues(new Uint8Array(bytes)));

const base64Url = (bytes: ArrayBuffer | Uint8Array): string =>
  btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
