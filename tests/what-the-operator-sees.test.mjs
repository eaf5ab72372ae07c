// After the journeys: docs/what-the-operator-sees.md names every type of event, account data and message between devices
// that they left in a database, and nothing that is not there. $VESTNIK_HOLDINGS is where they left it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { allHoldings } from "./tools/holdings.mjs";

const page = readFileSync(new URL("../docs/what-the-operator-sees.md", import.meta.url), "utf8");
const rows = [...page.matchAll(/^\| `(?<type>[^`]+)` \| (?<kind>[a-z- ]+) \| (?<seen>[^|]+) \|$/gm)].map(({ groups }) => groups);
const found = allHoldings(process.env.VESTNIK_HOLDINGS);
// What a journey's own program sends, which is no client of ours, bears the name of an example.
const names = Object.entries(found)
  .flatMap(([kind, types]) => Object.keys(types).map((type) => `${kind} ${type}`))
  .filter((name) => !name.includes(" org.example."));

test("whatever type of data the journeys left behind stands on the operator's page", () => {
  assert.ok(names.includes("event m.room.member"), "the journeys left nothing behind");
  const known = rows.map(({ kind, type }) => `${kind} ${type}`);
  assert.deepEqual(names.filter((name) => !known.includes(name)), []);
});

test("the operator's page names no type that the journeys do not leave behind", () => {
  // What is delivered is gone, so a message between devices is there only by chance.
  const lasting = rows.filter(({ kind }) => kind !== "to-device").map(({ kind, type }) => `${kind} ${type}`);
  assert.deepEqual(lasting.filter((name) => !names.includes(name)), []);
});

test("where the page says ciphertext, it names every field that is there", () => {
  for (const { kind, type, seen } of rows.filter(({ seen }) => seen.startsWith("ciphertext"))) {
    const fields = found[kind][type] ?? [];
    assert.deepEqual(fields.filter((field) => !seen.includes(`\`${field}\``)), [], `${kind} ${type}`);
  }
});
