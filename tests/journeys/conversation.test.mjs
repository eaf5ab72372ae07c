// Done when 1: two people in two browsers register and write to each other, encrypted from the first message.
import { test } from "node:test";
import { inTown } from "./town.mjs";

test("two people sign up, find each other and read each other's messages", () =>
  inTown(async (town) => {
    const anna = await town.person("Anna");
    const boris = await town.person("Boris");

    await anna.opensChatWith(boris);
    await anna.writes("Hello Boris, this is the first message");
    await anna.sees("Hello Boris, this is the first message");

    await boris.opens("Anna");
    await boris.sees("Hello Boris, this is the first message");
    await boris.writes("Hello Anna, I can read it");
    await anna.sees("Hello Anna, I can read it");
  }));
