// A person at the server's own pages, with a browser that has no scripts.
import assert from "node:assert/strict";

const unescaped = (text) => text.replace(/&#x([0-9A-F]+);/gi, (_, code) => String.fromCodePoint(parseInt(code, 16))).replaceAll("&quot;", '"').replaceAll("&amp;", "&");

export class Browser {
  cookies = new Map();

  constructor(server) {
    this.server = server;
  }

  /** A page, or the address elsewhere that the browser is sent to. */
  async goes(address, form) {
    const url = new URL(address, this.server.baseUrl);
    if (url.origin !== this.server.baseUrl || url.pathname === "/") return { url };
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { cookie, "accept-language": "en", ...(form && { origin: this.server.baseUrl }) };
    const answer = await fetch(url, { method: form ? "POST" : "GET", body: form && new URLSearchParams(form), headers, redirect: "manual" });
    for (const line of answer.headers.getSetCookie()) this.cookies.set(...line.split(";")[0].split(/=(.*)/s).slice(0, 2));
    const next = answer.headers.get("location");
    return next ? this.goes(next) : { url, status: answer.status, body: await answer.text() };
  }

  /** Sends a form of a page with what the person fills in. */
  submits(page, name, filled) {
    const found = new RegExp(`<form method="post" action="([^"]*)" data-name="${name}">(.*?)</form>`, "s").exec(page.body);
    assert.ok(found, `There is no form ${name}: ${page.url} ${page.status} ${page.body}`);
    const hidden = [...found[2].matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(([, field, value]) => [unescaped(field), unescaped(value)]);
    return this.goes(unescaped(found[1]), { ...Object.fromEntries(hidden), ...filled });
  }
}
