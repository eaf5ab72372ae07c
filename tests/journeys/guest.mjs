import { word } from "./words.mjs";

/** One browser and whoever sits before it. */
export class Guest {
  /** What the page wrote to its console as errors: for the failure report only. */
  complaints = [];
  language = "en";

  constructor(town, context, page) {
    Object.assign(this, { town, context, page });
    page.on("console", (message) => message.type() === "error" && this.complaints.push(message.text()));
    page.on("pageerror", (error) => this.complaints.push(String(error)));
  }

  word(key, values) {
    return word(key, values, this.language);
  }

  button(key, values) {
    return this.page.getByRole("button", { name: this.word(key, values), exact: true });
  }

  field(key) {
    return this.page.getByLabel(this.word(key), { exact: true });
  }

  async goes(path) {
    await this.page.goto(path);
  }

  async signsUp(displayName, address) {
    Object.assign(this, { name: displayName, address, password: `the password of ${address}` });
    await this.goes("/sign-up");
    await this.field("signin.name").fill(displayName);
    await this.field("signin.address").fill(address);
    await this.field("signin.password").fill(this.password);
    await this.button("signin.create").click();
    await this.isInside();
    // The keys are made: the client asks to write the recovery code down.
    await this.page.getByText(this.word("app.recoveryUnsaved")).waitFor({ timeout: 60_000 });
  }

  async signsIn(address, password) {
    Object.assign(this, { address, password });
    await this.goes("/sign-in");
    await this.field("signin.address").fill(address);
    await this.field("signin.password").fill(password);
    await this.button("signin.enter").click();
    await this.isInside();
  }

  get userId() {
    return `@${this.address}:localhost:${this.town.server.port}`;
  }

  get list() {
    return this.page.getByRole("region", { name: this.word("app.chats") }).or(this.page.getByRole("region", { name: this.word("states.pane.list") })).first();
  }

  get log() {
    return this.page.getByRole("log");
  }

  get composer() {
    return this.page.getByRole("textbox", { name: this.word("composer.placeholder") });
  }

  /** The list of chats stands on the screen. */
  async isInside() {
    await this.page.getByRole("heading", { name: this.word("list.title"), exact: true }).first().waitFor({ timeout: 30_000 });
  }

  /** Finds a person by address and opens the one-to-one chat. */
  async opensChatWith(other) {
    await this.goes("/new");
    await this.field("newchat.who").fill(other.address);
    await this.page.getByRole("list", { name: this.word("newchat.found") }).getByRole("button").first().click();
    await this.composer.waitFor({ timeout: 30_000 });
  }

  async createsGroup(name, others) {
    await this.goes("/new/group");
    await this.field("newchat.groupName").fill(name);
    for (const other of others) {
      await this.field("newchat.who").fill(other.address);
      await this.page.getByRole("list", { name: this.word("newchat.found") }).getByRole("button").first().click();
      await this.page.getByRole("list", { name: this.word("newchat.chosen") }).getByRole("button", { name: this.word("newchat.unchoose", { name: other.name }) }).waitFor();
      await this.field("newchat.who").fill("");
    }
    const form = others.length === 0 ? "zero" : others.length === 1 ? "one" : "other";
    await this.button(`newchat.createGroup_${form}`, { count: others.length }).click();
    await this.composer.waitFor({ timeout: 30_000 });
  }

  /** Opens a chat from the list by its title; accepts the invitation where there is one. */
  async opens(title) {
    await this.goes("/");
    await this.row(title).first().click({ timeout: 30_000 });
    const join = this.button("timeline.invite.accept");
    await this.composer.or(join).first().waitFor({ timeout: 30_000 });
    if (!(await this.composer.isVisible())) {
      await join.click();
      await this.composer.waitFor({ timeout: 30_000 });
    }
  }

  /** The row of a chat in the list, by its title or the beginning of it. */
  row(title) {
    return this.page.getByRole("link").filter({ has: this.page.locator(`[title^=${JSON.stringify(title)}]`) });
  }

  async writes(text) {
    await this.composer.fill(text);
    await this.composer.press("Enter");
  }

  /** What stands in the composer. */
  typed() {
    return this.composer.evaluate((field) => (field.value ?? field.innerText).trim());
  }

  /** Waits until the composer holds such a text. */
  async types(expected, timeout = 10_000) {
    for (const end = Date.now() + timeout; !expected.test(await this.typed()); await this.page.waitForTimeout(100)) {
      if (Date.now() > end) throw new Error(`The composer holds “${await this.typed()}”.`);
    }
  }

  /** Attaches files as the file dialogue gives them, and sends. */
  async attaches(...files) {
    await this.picks(...files);
    await this.button("composer.send").click();
  }

  async picks(...files) {
    await this.page.locator("input[type=file]").first().setInputFiles(files);
    await this.page.getByRole("list", { name: this.word("composer.attachments") }).waitFor();
  }

  /** The recovery code as the screen shows it. */
  async recoveryCode() {
    await this.goes("/recovery");
    const shown = this.page.locator("[data-recovery-code]");
    await shown.waitFor({ timeout: 30_000 });
    return (await shown.innerText()).replace(/\s+/g, " ").trim();
  }

  /** Confirms this browser by the recovery code; the history comes back. */
  async recovers(code) {
    await this.goes("/recovery");
    await this.field("trust.code").fill(code);
    await this.button("trust.open").click();
    await this.page.getByText(this.word("trust.backupOn")).waitFor({ timeout: 60_000 });
  }

  message(text) {
    return this.log.getByText(text, { exact: true });
  }

  async sees(text, timeout = 30_000) {
    await this.message(text).first().waitFor({ timeout });
  }

  /** The tools that this message shows under the pointer. */
  async toolsOf(text) {
    // They may lie over a short message.
    await this.message(text).first().hover({ force: true });
    const article = this.log.getByRole("article").filter({ has: this.page.getByText(text, { exact: true }) });
    return article.first().getByRole("group", { name: this.word("timeline.actions.toolbar") });
  }

  async opensMenuOf(text) {
    await (await this.toolsOf(text)).getByRole("button", { name: this.word("timeline.actions.more"), exact: true }).click();
  }

  /** Chooses an action of the toolbar or of its menu. */
  async actsOn(text, action) {
    const name = this.word(`timeline.actions.${action}`);
    const direct = (await this.toolsOf(text)).getByRole("button", { name, exact: true });
    if ((await direct.count()) > 0) return direct.click();
    await this.opensMenuOf(text);
    await this.page.getByRole("menuitem", { name, exact: true }).click();
  }

  /** An action from the menu of a member, in the open details. */
  async chooses(member, action) {
    await this.button("details.memberActions", { name: member }).click();
    await this.page.getByRole("menuitem", { name: this.word(action), exact: true }).click();
  }

  async pictureTo(file) {
    await this.page.screenshot({ path: file, animations: "disabled" });
  }
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
