// The administrators' API, judged by tools that others wrote: an OpenAPI validator, and Debian's synadm.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
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
