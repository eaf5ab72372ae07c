import type { Person } from "../../model/parts.ts";
import type { text as Text } from "../../text/index.ts";

/** Who is typing, in one line. `isAlone`: a one-to-one chat, where the name says nothing new. */
export function typingWords(people: readonly Person[], isAlone: boolean, text: typeof Text): string | undefined {
  const [first, second] = people;
  if (first === undefined) return undefined;
  if (isAlone) return text("timeline.typing.alone");
  if (second === undefined) return text("timeline.typing.one", { name: first.name });
  if (people.length === 2) return text("timeline.typing.two", { name: first.name, other: second.name });
  return text("timeline.typing.more", { name: first.name, count: people.length - 1 });
}
