// The administrators' API, judged by tools that others wrote: an OpenAPI validator, and Debian's synadm.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import SwaggerParser from "@apidevtools/swagger-parser";
import { Server } from "../tools/server.mjs";

let server;
before(async () => (server = await Server.start()));
after(() => server?.close());

test("the OpenAPI document is valid, and its operations are there", async () => {
  const document = await (await fetch(`${server.baseUrl}/_vestnik/admin/v1/openapi.json`)).json();
  await assert.rejects(() => SwaggerParser.validate({ ...structuredClone(document), paths: undefined, info: {} }), "a validator that takes anything is none");
  const valid = await SwaggerParser.validate(structuredClone(document));

  const operations = Object.entries(valid.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => ({ path, method })));
  assert.ok(operations.length > 20);
  for (const { path, method } of operations) {
    const answer = await fetch(server.baseUrl + path.replaceAll(/\{\w+\}/g, "x"), { method: method.toUpperCase() });
    assert.equal(answer.status, 401, `${method} ${path} asks who one is`);
  }
});

test("Debian's synadm rules users, rooms, media and registration tokens", async () => {
  const synadm = await Synadm.of(server);

  const anna = await signedUp("anna");
  const { room_id: room } = await (await asks(anna, "POST", "/_matrix/client/v3/createRoom", { name: "Сад", preset: "public_chat", room_version: "11" })).json();
  const [seen, gone] = [await uploaded(anna, "seen"), await uploaded(anna, "gone")];
  await synadm.says("user", "modify", "boris", "--password", "a password for boris", "--display-name", "Борис");
  await synadm.says("regtok", "new", "-n", "LetMeIn", "-u", "2");

  // Questions do not wait for each other.
  const [details, found, listed, named, memberships, rooms, garden, about, members, state, levels, media, token] = await Promise.all([
    synadm.says("user", "details", "anna"),
    synadm.says("user", "search", "anna"),
    synadm.says("user", "list", "--no-guests"),
    synadm.says("user", "details", "boris"),
    synadm.says("user", "membership", "anna", "--ids"),
    synadm.says("room", "list"),
    synadm.says("room", "search", "Сад"),
    synadm.says("room", "details", room),
    synadm.says("room", "members", room),
    synadm.says("room", "state", room),
    synadm.says("room", "power-levels", "--room-id", room),
    synadm.says("user", "media", "anna"),
    synadm.says("regtok", "details", "LetMeIn"),
  ]);
  assert.equal(details.name, anna.user_id);
  assert.deepEqual(found.users.map((user) => user.name), [anna.user_id]);
  assert.ok(listed.users.some((user) => user.name === anna.user_id));
  assert.equal(named.displayname, "Борис");
  assert.deepEqual(memberships.joined_rooms, [room]);
  assert.ok(rooms.rooms.some((shown) => shown.room_id === room));
  assert.equal(garden.rooms[0].room_id, room);
  assert.equal(about.name, "Сад");
  assert.deepEqual(members.members, [anna.user_id]);
  assert.ok(state.state.some((event) => event.type === "m.room.power_levels"));
  assert.equal(levels.rooms[0].power_levels[anna.user_id], 100);
  assert.equal(media.total, 2);
  assert.equal(token.uses_allowed, 2);

  await synadm.says("user", "password", "boris", "--password", "another password");
  const boris = await signedIn("boris", "another password");
  assert.equal((await synadm.says("user", "whois", "boris")).user_id, boris.user_id);
  await synadm.says("user", "prune-devices", boris.user_id, "--timestamp", "--min-surviving", "0", "--device-id", boris.device_id);
  assert.equal((await asks(boris, "GET", "/_matrix/client/v3/account/whoami")).status, 401);

  await synadm.says("room", "delete", room);
  assert.equal((await asks(anna, "POST", `/_matrix/client/v3/rooms/${encodeURIComponent(room)}/join`, {})).status, 403);

  await synadm.says("media", "protect", seen);
  await synadm.says("media", "quarantine", "-s", nameOf(server), "-i", gone);
  assert.equal((await downloads(anna, gone)).status, 404);
  assert.equal((await downloads(anna, seen)).status, 200);
  assert.deepEqual((await synadm.says("media", "delete", "-i", gone)).deleted_media, [gone]);
  assert.equal((await synadm.says("media", "list", "-u", "anna")).total, 1);

  await synadm.says("regtok", "update", "LetMeIn", "-u", "-1");
  assert.equal((await synadm.says("regtok", "list")).registration_tokens[0].uses_allowed, null);
  await synadm.says("regtok", "delete", "LetMeIn");
  assert.deepEqual((await synadm.says("regtok", "list")).registration_tokens, []);

  await synadm.says("user", "deactivate", "anna");
  assert.equal((await asks(anna, "GET", "/_matrix/client/v3/account/whoami")).status, 401);
  assert.equal((await synadm.says("user", "details", "anna")).deactivated, true);
});

test("what synadm may not do here it is told", async () => {
  const synadm = await Synadm.of(server);
  await signedUp("clara");
  assert.equal((await synadm.says("user", "login", "clara")).errcode, "M_UNRECOGNIZED");
  assert.equal((await synadm.says("user", "shadow-ban", "clara")).errcode, "M_UNRECOGNIZED");
});

const password = "a password for a judge";

const signedUp = async (username) =>
  (await fetch(`${server.baseUrl}/_matrix/client/v3/register`, { method: "POST", body: JSON.stringify({ username, password, auth: { type: "m.login.dummy" } }) })).json();

const signedIn = async (user, word) =>
  (await fetch(`${server.baseUrl}/_matrix/client/v3/login`, {
    method: "POST",
    body: JSON.stringify({ type: "m.login.password", identifier: { type: "m.id.user", user }, password: word }),
  })).json();

const asks = (who, method, path, body) =>
  fetch(server.baseUrl + path, { method, headers: { authorization: `Bearer ${who.access_token}` }, body: body && JSON.stringify(body) });

const uploaded = async (who, content) => {
  const answer = await fetch(`${server.baseUrl}/_matrix/media/v3/upload`, { method: "POST", headers: { authorization: `Bearer ${who.access_token}` }, body: content });
  return (await answer.json()).content_uri.split("/").at(-1);
};

const downloads = (who, id) => asks(who, "GET", `/_matrix/client/v1/media/download/${nameOf(server)}/${id}`);

class Synadm {
  static async of(server) {
    const name = `keeper${Synadm.made++}`;
    const [, word] = (await server.admin("create-user", name)).split("\t");
    await server.admin("set-administrator", name);
    const home = mkdtempSync(join(tmpdir(), "vestnik-synadm-"));
    const settings = {
      user: name, token: (await signedIn(name, word)).access_token, base_url: server.baseUrl, admin_path: "/_synapse/admin",
      matrix_path: "/_matrix", timeout: 30, server_discovery: "well-known", homeserver: nameOf(server), format: "json",
    };
    writeFileSync(join(home, "synadm.yaml"), JSON.stringify(settings));
    return Object.assign(new Synadm(), { home });
  }

  static made = 1;

  /** The last thing that it prints, which is what the server answered; undefined where it is content to say nothing. */
  async says(...words) {
    const { stdout } = await promisify(execFile)("synadm", ["--batch", "-o", "json", "-c", join(this.home, "synadm.yaml"), ...words], {
      env: { ...process.env, HOME: this.home, LC_ALL: "C.UTF-8" },
    });
    const last = stdout.split("\n").filter((line) => /^[[{]/.test(line)).at(-1);
    return last && JSON.parse(last);
  }
}

function nameOf(server) {
  return `localhost:${server.port}`;
}
