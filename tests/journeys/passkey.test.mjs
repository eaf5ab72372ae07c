// Sign-in on the server's own pages: a passkey in the browser's own authenticator, a program that is let in, and a second person to write to.
import assert from "node:assert/strict";
import { test } from "node:test";
import { barriers } from "./inspection.mjs";
import { inTown } from "./town.mjs";

test("somebody makes an account on the server's pages, adds a passkey, and signs in to the client with it", () =>
  inTown(async (town) => {
    const anna = await town.person("Anna");
    const boris = await town.guest();
    Object.assign(boris, { name: "Boris", address: "boris9" });
    const { page } = boris;
    const devtools = await boris.context.newCDPSession(page);
    await devtools.send("WebAuthn.enable");
    const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", {
      options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
    });
    const violations = [];
    page.on("console", (message) => message.text().includes("Content Security Policy") && violations.push(message.text()));

    await boris.goes("/account/sign-up");
    await page.getByLabel("User name").fill("boris9");
    await page.getByLabel("Password").fill("a password for a journey");
    await page.getByRole("button", { name: "Create an account" }).click();
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await page.getByText("The passkey has been added.").waitFor();
    const { credentials } = await devtools.send("WebAuthn.getCredentials", { authenticatorId });
    assert.equal(credentials.length, 1);
    assert.deepEqual(await barriers(page), []);
    await page.getByRole("button", { name: "Leave this page" }).click();

    await boris.goes("/");
    await boris.button("signin.passkey").click();
    await page.getByRole("button", { name: "Sign in with a passkey", exact: true }).waitFor();
    assert.deepEqual(await barriers(page), []);
    await page.getByRole("button", { name: "Sign in with a passkey", exact: true }).click();
    await page.getByRole("heading", { name: /^Let Vestnik, / }).waitFor();
    assert.deepEqual(await barriers(page), []);
    await page.getByRole("button", { name: "Let in" }).click();
    await boris.isInside();
    // The keys are made here too: the client asks to write the recovery code down.
    await page.getByText(boris.word("app.recoveryUnsaved")).waitFor({ timeout: 60_000 });
    assert.equal(new URL(page.url()).hash, "");

    await boris.opensChatWith(anna);
    await boris.writes("written by whoever came with a passkey");
    await anna.opens("boris9");
    await anna.sees("written by whoever came with a passkey");

    // The tokens are renewed by OAuth: an old access token is as good as none.
    await page.evaluate(() => {
      const session = JSON.parse(localStorage.getItem("vestnik:session"));
      localStorage.setItem("vestnik:session", JSON.stringify({ ...session, accessToken: "vsa_expired", expiresAt: Date.now() - 1 }));
    });
    const renewed = page.waitForResponse((answer) => new URL(answer.url()).pathname === "/oauth2/token" && answer.status() === 200);
    await page.reload();
    await renewed;
    await boris.sees("written by whoever came with a passkey");
    await boris.writes("written after the renewal");
    await anna.sees("written after the renewal");

    const { accessToken } = await page.evaluate(() => JSON.parse(localStorage.getItem("vestnik:session")));
    const asks = () => fetch(`${town.server.baseUrl}/_matrix/client/v3/account/whoami`, { headers: { Authorization: `Bearer ${accessToken}` } });
    assert.equal((await asks()).status, 200);
    await boris.goes("/settings/appearance");
    await boris.button("settings.signOut").click();
    await page.getByRole("alertdialog").getByRole("button", { name: boris.word("settings.signOut"), exact: true }).click();
    await boris.button("signin.passkey").waitFor({ timeout: 60_000 });
    assert.equal((await asks()).status, 401, "The session has ended on the server too.");
    assert.deepEqual(violations, []);
  }));
