// Takes the pictures of the account pages for docs/looks, as npm run looks does after those of the client.
import { fileURLToPath } from "node:url";
import { Town } from "./town.mjs";

const folder = process.env.LOOKS_FOLDER ?? fileURLToPath(new URL("../../docs/looks", import.meta.url));
const [desk, phone] = [[1280, 860], [390, 844]];
const password = "a password for a picture";

const town = await Town.open();
try {
  await tour("ru", ["Имя пользователя", "Пароль"], ["Создать аккаунт", "Войти ключом доступа", "Добавить ключ доступа"]);
  await tour("en", ["User name", "Password"], ["Create an account", "Sign in with a passkey", "Add a passkey"]);
} finally {
  await town.close();
}

async function tour(language, [user, secret], [create, withPasskey, add]) {
  const tag = language === "ru" ? "" : "-en";
  const guest = await town.guest({ locale: language === "ru" ? "ru-RU" : "en-GB", deviceScaleFactor: 1 });
  const { page } = guest;
  const devtools = await guest.context.newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const options = { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true };
  await devtools.send("WebAuthn.addVirtualAuthenticator", { options });

  await page.goto("/account/sign-in");
  await page.getByRole("button", { name: withPasskey }).waitFor();
  await shot(page, `account-sign-in${tag}`, desk);
  await shot(page, `account-sign-in-dark${tag}`, phone, "dark");
  await page.goto("/account/sign-up");
  await shot(page, `account-sign-up${tag}`, phone);
  await page.getByLabel(user).fill(`marina${tag}`);
  await page.getByLabel(secret).fill(password);
  await page.getByRole("button", { name: create }).click();
  await page.getByRole("button", { name: add }).click();
  await page.locator(".said").waitFor();
  await shot(page, `account${tag}`, desk);
  await shot(page, `account-dark${tag}`, phone, "dark");
  await page.goto("/account/codes");
  await shot(page, `account-codes${tag}`, desk);
  await page.goto("/account/link");
  await shot(page, `account-link${tag}`, phone);
  await page.goto("/account/keys");
  await shot(page, `account-keys${tag}`, desk, "dark");
  await page.goto("/sign-in");
  await page.getByRole("button", { name: language === "ru" ? "Войти ключом доступа или кодом" : "Sign in with a passkey or a code" }).click();
  await page.getByRole("heading", { level: 1, name: /Vestnik/ }).waitFor();
  await shot(page, `account-consent${tag}`, desk);
  await shot(page, `account-consent-dark${tag}`, phone, "dark");
}

async function shot(page, name, [width, height], colorScheme = "light") {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  await page.emulateMedia({ colorScheme: "light" });
}
