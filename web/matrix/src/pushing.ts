import { Refusal } from "./Refusal.ts";
import { authorisedFetch } from "./authorisedFetch.ts";
import { asList, asText, field } from "./decode.ts";
import { type Homeserver, toRefusal } from "./homeserver.ts";

/** What the server says about pushes to browsers: its own gateway, and the key that a subscription is bound to. */
export type PushOffer = { readonly gateway: string; readonly key: string };

/** A browser's subscription at its push service. https://www.w3.org/TR/push-api/ */
export type PushSubscriptionKeys = { readonly endpoint: string; readonly key: string; readonly auth: string };

/** What became of a test; the server's word. See docs/adr/0016-pushes-from-the-log.md. */
export type TestOutcome = "taken" | "rejected" | "forbidden" | "unreachable" | "too_slow" | "refused";

const appId = "vestnik.web";
const outcomes: readonly TestOutcome[] = ["taken", "rejected", "forbidden", "unreachable", "too_slow", "refused"];

/** The push side of the person's account: few requests, without the SDK. */
export class Pushing {
  private readonly fetch: typeof fetch;

  constructor(private readonly server: Homeserver) {
    // Who is signed out hears of it from the engine.
    this.fetch = authorisedFetch(server, () => undefined);
  }

  /** `undefined` when this server pushes to no browsers. */
  async offer(): Promise<PushOffer | undefined> {
    const answer = await this.ask("GET", "/_matrix/client/v3/capabilities");
    const gateway = asText(field(answer, "capabilities", "vestnik.web_push", "gateway"));
    const key = asText(field(answer, "capabilities", "vestnik.web_push", "key"));
    return gateway === undefined || key === undefined ? undefined : { gateway, key };
  }

  /** https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3pushers */
  async isKnown(subscription: PushSubscriptionKeys): Promise<boolean> {
    const answer = await this.ask("GET", "/_matrix/client/v3/pushers");
    return asList(field(answer, "pushers")).some((pusher) => field(pusher, "app_id") === appId && field(pusher, "pushkey") === subscription.key);
  }

  /** https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3pushersset */
  async set(offer: PushOffer, subscription: PushSubscriptionKeys, names: { readonly device: string; readonly language: string }): Promise<void> {
    await this.ask("POST", "/_matrix/client/v3/pushers/set", {
      kind: "http",
      app_id: appId,
      pushkey: subscription.key,
      app_display_name: "Vestnik",
      device_display_name: names.device,
      lang: names.language,
      data: { url: offer.gateway, format: "event_id_only", endpoint: subscription.endpoint, auth: subscription.auth, events_only: true },
    });
  }

  async end(subscription: PushSubscriptionKeys): Promise<void> {
    await this.ask("POST", "/_matrix/client/v3/pushers/set", { kind: null, app_id: appId, pushkey: subscription.key });
  }

  /** Sends one notification the whole way; `id` is what the browser will hear. */
  async test(subscription: PushSubscriptionKeys): Promise<{ readonly id: string; readonly outcome: TestOutcome }> {
    const answer = await this.ask("POST", "/_matrix/client/unstable/vestnik.push/test", { app_id: appId, pushkey: subscription.key });
    const outcome = outcomes.find((known) => known === field(answer, "outcome")) ?? "refused";
    return { id: asText(field(answer, "event_id")) ?? "", outcome };
  }

  private async ask(method: string, path: string, body?: unknown): Promise<unknown> {
    let response: Response;
    try {
      response = await this.fetch(this.server.baseUrl + path, {
        method,
        headers: { "Content-Type": "application/json" },
        body: body === undefined ? undefined : JSON.stringify(body),
        // A test waits for the push service.
        signal: AbortSignal.timeout(40_000),
      });
    } catch {
      throw new Refusal(Refusal.offline, "The server cannot be reached.");
    }
    const answer: unknown = await response.json().catch(() => undefined);
    if (!response.ok) throw toRefusal(response, answer);
    return answer;
  }
}
