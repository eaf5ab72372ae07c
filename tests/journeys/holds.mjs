// A network that makes somebody wait.

/** Everything the pages of this guest ask of these addresses waits until it is let go. */
export function holds(guest, addresses) {
  let isOpen = false;
  const waiting = [];
  const asked = new Promise((resolve) =>
    void guest.context.route(addresses, (route) => (isOpen ? route.continue() : resolve(waiting.push(route)))),
  );
  return {
    /** The first of them has come. */
    asked,
    letGo: async () => {
      isOpen = true;
      for (const route of waiting.splice(0)) await route.continue().catch(() => undefined);
    },
  };
}
