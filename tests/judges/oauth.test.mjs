// Stock matrix-js-sdk signs in with its own OAuth functions: it finds the server's endpoints, registers, refreshes, signs out.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createClient } from "matrix-js-sdk";
import { OAuth2 } from "matrix-js-sdk/lib/oauth/index.js";
import { TokenRefresher } from "matrix-js-sdk/lib/oauth/tokenRefresher.js";
import { Server } from "../tools/server.mjs";
import { Browser } from "./pages.mjs";
import { password, registered } from "./stock.mjs";

let server;
before(async () => (server = await Server.start()));
after(() => server?.close());

async function prepared() {
  const metadata = await createClient({ baseUrl: server.baseUrl }).getAuthMetadata();
  const clientUri = `${server.baseUrl}/`;
  const clientId = await OAuth2.registerClient(metadata, { client_name: "A judge", client_uri: clientUri, redirect_uris: [clientUri], application_type: "web" });
  return { metadata, clientUri, clientId, oauth: new OAuth2(metadata, { clientId }) };
}

/** Whoever has a token and who they are; refreshes by itself. */
function signedIn(oauth, tokens) {
  const kept = { ...tokens };
  const refresher = new TokenRefresher(oauth, async ({ accessToken, refreshToken }) => Object.assign(kept, { access_token: accessToken, refresh_token: refreshToken }));
  const client = createClient({
    baseUrl: server.baseUrl,
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token,
    tokenRefreshFunction: (token) => refresher.refreshTokens(token),
  });
  return { client, kept };
}

test("a stock client signs in by authorization code, refreshes its tokens and revokes them", async () => {
  const anna = await registered(server, "anna");
  const { clientUri, oauth } = await prepared();
  for (const mode of ["fragment", "query"]) {
    const browser = new Browser(server);
    const signIn = await browser.goes(await oauth.generateAuthorizationCodeGrantUrl("a state", clientUri, mode));
    const consent = await browser.submits(signIn, "sign-in", { user: "anna", password });
    const { url } = await browser.submits(consent, "consent", { decision: "allow" });
    const sent = mode === "fragment" ? new URLSearchParams(url.hash.slice(1)) : url.searchParams;
    assert.equal(sent.get("state"), "a state");

    const tokens = await oauth.completeAuthorizationCodeGrant(sent.get("code"), clientUri);
    const { client, kept } = signedIn(oauth, tokens);
    const who = await client.whoami();
    assert.equal(who.user_id, anna.user_id);
    assert.equal(who.device_id, oauth.context.deviceId);

    const next = await oauth.performRefreshTokenGrant(kept.refresh_token);
    assert.notEqual(next.access_token, tokens.access_token);
    client.setAccessToken(next.access_token);
    assert.equal((await client.whoami()).user_id, anna.user_id);

    await oauth.revokeToken(next.refresh_token, "refresh_token");
    await assert.rejects(createClient({ baseUrl: server.baseUrl, accessToken: next.access_token }).whoami(), { errcode: "M_UNKNOWN_TOKEN" });
    await assert.rejects(oauth.performRefreshTokenGrant(next.refresh_token));
  }
});

test("a stock client without a browser is let in by a code on another screen", async () => {
  const boris = await registered(server, "boris");
  const { oauth } = await prepared();
  const waiting = await oauth.startDeviceAuthorizationGrant();
  const browser = new Browser(server);
  const signIn = await browser.goes(waiting.verification_uri_complete);
  const consent = await browser.submits(signIn, "sign-in", { user: "boris", password });
  await browser.submits(consent, "link-consent", { decision: "allow" });

  const tokens = await oauth.waitForDeviceAuthorizationGrant(waiting);
  assert.equal((await signedIn(oauth, tokens).client.whoami()).user_id, boris.user_id);
});
