import type { ChatContents } from "@vestnik/matrix/chat";

/**
 * A start from the server knows only the last messages; what the cache has shown above them stays until it is loaded anew.
 * Where the two do not meet, the cache is let go.
 */
export function withKnownPast<Contents extends ChatContents>(fresh: Contents, shown: ChatContents | undefined): Contents {
  const first = fresh.entries[0];
  if (first === undefined || shown === undefined || !fresh.hasOlder) return fresh;
  const meeting = shown.entries.findIndex(({ eventId }) => eventId === first.eventId);
  return meeting <= 0 ? fresh : { ...fresh, entries: [...shown.entries.slice(0, meeting), ...fresh.entries] };
}
