// Without a network nothing is lost and nothing is doubled: U-51, U-52, U-53, U-16.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inTown } from "./town.mjs";

test("U-16 U-51 U-52 messages written without a network go out once each, in order, after a reload", () =>
  inTown(async (town) => {
    const anna = await town.person("Anna");
    const boris = await town.person("Boris");
    await anna.opensChatWith(boris);
    await anna.writes("before the cut");
    await boris.opens("Anna");
    await boris.sees("before the cut");

    await anna.context.setOffline(true);
    await anna.writes("first in the tunnel");
    await anna.sees("first in the tunnel", 2_000);
    await anna.writes("second in the tunnel");
    await anna.sees("second in the tunnel", 2_000);
    await anna.page.getByText(/waiting/).first().waitFor({ timeout: 15_000 });

    await anna.context.setOffline(false);
    await anna.page.reload();
    await boris.sees("first in the tunnel");
    await boris.sees("second in the tunnel");
    await anna.sees("second in the tunnel");
    await anna.page.getByText(/waiting/).first().waitFor({ state: "hidden", timeout: 15_000 });

    const texts = await boris.log.getByText(/in the tunnel/).allInnerTexts();
    assert.deepEqual(texts.map((text) => text.trim()), ["first in the tunnel", "second in the tunnel"]);
  }));

test("U-52 U-55 a killed server loses nothing that was typed, and no message comes twice", () =>
  inTown(async (town) => {
    const anna = await town.person("Anna");
    const boris = await town.person("Boris");
    await anna.opensChatWith(boris);
    await anna.writes("the server is well");
    await boris.opens("Anna");
    await boris.sees("the server is well");

    await town.server.kill();
    await anna.writes("the server is away");
    await anna.sees("the server is away", 2_000);
    await anna.composer.fill("still typing");
    await town.server.open();

    await boris.sees("the server is away", 60_000);
    assert.equal(await anna.typed(), "still typing");
    assert.equal(await boris.message("the server is away").count(), 1);
  }));
