// Into a group by name, by link and by the link's code; ruling a group; a person's own link and code.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readCode } from "./camera.mjs";
import { inTown } from "./town.mjs";

test("Anna invites by name, by link and by the link's code, and rules the group", () =>
  inTown(async (town) => {
    const [anna, boris, vera, gleb] = [await town.person("Anna"), await town.person("Boris"), await town.person("Vera"), await town.person("Gleb")];
    await anna.createsGroup("Orchard", []);
    await anna.button("timeline.details").click();

    await anna.button("details.invite").click();
    await anna.field("newchat.who").fill(boris.address);
    await anna.page.getByRole("list", { name: anna.word("newchat.found") }).getByRole("button").first().click();
    await anna.page.getByText(anna.word("invite.invited", { name: "Boris" })).waitFor({ timeout: 30_000 });
    await boris.opens("Orchard");

    const dialog = anna.page.getByRole("dialog");
    const orchard = new URL(anna.page.url()).pathname.split("/")[2];
    await vera.goes(`/join/${orchard}`);
    await vera.button("invite.join").click();
    await vera.page.getByText(vera.word("invite.joinClosed")).waitFor({ timeout: 30_000 });
    await dialog.getByRole("switch", { name: anna.word("invite.openByLink") }).click({ force: true });
    const link = await dialog.getByText(/\/join\//).innerText();
    assert.equal(await readCode(dialog.getByRole("img", { name: anna.word("invite.qrName") })), link);
    await vera.goes(new URL(link).pathname);
    await vera.button("invite.join").click();
    await vera.composer.waitFor({ timeout: 30_000 });
    await gleb.goes(new URL(link).pathname);
    await gleb.button("invite.notNow").click();
    await gleb.isInside();
    assert.equal(await gleb.row("Orchard").count(), 0);
    await dialog.getByRole("button", { name: anna.word("invite.close") }).click();

    // Who came by the link is named before anybody writes with them.
    await anna.page.getByText(anna.word("states.question.newMembers", { names: "Vera" })).waitFor({ timeout: 30_000 });
    await anna.button("states.choice.acceptMembers").click();
    await anna.writes("Welcome to the orchard");
    for (const other of [boris, vera]) await other.sees("Welcome to the orchard");

    await anna.button("details.rename").click();
    await anna.field("details.renameField").fill("Orchard and garden");
    await anna.button("details.renameSave").click();
    await boris.row("Orchard and garden").first().waitFor({ timeout: 30_000 });

    await anna.chooses("Boris", "details.makeRole.moderator");
    await boris.log.getByText(boris.word("timeline.system.rolesChanged", { by: "Anna" })).waitFor({ timeout: 30_000 });
    await boris.button("timeline.details").click();
    await boris.chooses("Vera", "details.remove");
    await boris.page.getByRole("alertdialog").getByRole("button", { name: boris.word("details.remove") }).click();
    await vera.page.getByText(vera.word("composer.closed.removed")).or(vera.page.getByText(vera.word("states.missing.title"))).first().waitFor({ timeout: 30_000 });

    await boris.button("details.leave").click();
    await boris.page.getByRole("alertdialog").getByRole("button", { name: boris.word("details.leave") }).click();
    await anna.log.getByText(anna.word("timeline.system.left", { who: "Boris" })).waitFor({ timeout: 30_000 });
  }));

test("whoever opens Anna's link or code writes to her, and is found by name from then on", () =>
  inTown(async (town) => {
    const [anna, boris] = [await town.person("Anna"), await town.person("Boris Quill")];
    await anna.goes("/settings/profile");
    const link = await readCode(anna.page.getByRole("img", { name: anna.word("settings.qrName") }));
    await boris.goes(new URL(link).pathname);
    await boris.page.getByRole("heading", { name: "Anna" }).waitFor({ timeout: 30_000 });
    await boris.button("invite.write").click();
    await boris.composer.waitFor({ timeout: 30_000 });
    await boris.writes("Found you by your code");
    await anna.opens("Boris Quill");
    await anna.sees("Found you by your code");
    await anna.goes("/new");
    await anna.field("newchat.who").fill("Quill");
    await anna.page.getByRole("list", { name: anna.word("newchat.found") }).getByRole("button", { name: "Boris Quill" }).waitFor({ timeout: 30_000 });
  }));
