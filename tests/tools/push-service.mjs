// A push service of the tests: a web server that browsers "subscribe" at. It keeps what it is sent and opens it with a library
// that others wrote (http_ece), with the key that a browser would have.
import { createECDH, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import ece from "http_ece";

export const pushHost = "push.localhost";

/** For the configuration of a server that may reach it. */
export const reachable = { Outbound: { AllowedPrivateHosts: [pushHost] } };

export class PushService {
  static async open() {
    const service = new PushService();
    service.web = createServer((request, response) => service.take(request, response));
    await new Promise((resolve) => service.web.listen(0, "127.0.0.1", resolve));
    return service;
  }

  status = 201;
  /** Everything it got, as it came: { path, headers, body }. */
  received = [];
  seen = 0;
  waiting = [];
  browsers = new Map();

  get origin() {
    return `http://${pushHost}:${this.web.address().port}`;
  }

  /** What a browser has after it subscribed: endpoint, p256dh and auth in base64url, and the secret key that stays in it. */
  subscription() {
    const ecdh = createECDH("prime256v1");
    ecdh.generateKeys();
    const auth = randomBytes(16);
    const path = `/subscription/${this.browsers.size + 1}`;
    this.browsers.set(path, { ecdh, auth });
    return { endpoint: this.origin + path, p256dh: ecdh.getPublicKey("base64url"), auth: auth.toString("base64url") };
  }

  /** The next push for a subscription, opened. */
  async next() {
    if (this.received.length <= this.seen)
      await new Promise((resolve, reject) => {
        this.waiting.push(resolve);
        setTimeout(() => reject(new Error("Nothing was pushed within thirty seconds.")), 30_000).unref();
      });
    const { path, headers, body } = this.received[this.seen++];
    return { path, headers, body, text: this.opened(path, body) };
  }

  opened(path, body) {
    const browser = this.browsers.get(path);
    return browser && ece.decrypt(body, { version: "aes128gcm", privateKey: browser.ecdh, authSecret: browser.auth.toString("base64url") }).toString("utf8");
  }

  async close() {
    await new Promise((resolve) => {
      this.web.close(resolve);
      this.web.closeAllConnections();
    });
  }

  take(request, response) {
    const parts = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", () => {
      const push = { path: request.url, headers: request.headers, body: Buffer.concat(parts) };
      this.received.push(push);
      this.waiting.shift()?.(push);
      response.writeHead(this.status).end();
    });
  }
}
