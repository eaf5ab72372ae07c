import { describe, expect, it, vi } from "vitest";
import { resources } from "./resources.ts";
import type { TextKey } from "./keys.ts";

vi.stubGlobal("navigator", { language: "ru-RU" });
const { language, text } = await import("./index.ts");
const { formatMoment } = await import("./format.ts");

/** What is counted anywhere in the client: with 1, with 2, with 5. */
const counted = [
  ["сообщение", "сообщения", "сообщений"],
  ["участник", "участника", "участников"],
  ["устройство", "устройства", "устройств"],
  ["человек", "человека", "человек"],
  ["чат", "чата", "чатов"],
  ["непрочитанное", "непрочитанных", "непрочитанных"],
] as const;

const forms = { 0: [1, 21, 101], 1: [2, 3, 4, 22, 104], 2: [0, 5, 11, 12, 14, 25, 111] } as const;

describe("U-111: Russian", () => {
  it("is chosen by the browser", () => expect(language()).toBe("ru"));

  it.each(plurals())("counts rightly in %s", (key) => {
    const words = text(key, { count: 5 });
    const noun = counted.find(([, , many]) => new RegExp(`5 (новых )?${many}(?![а-яё])`).test(words));
    expect(noun, `“${words}” counts something unknown`).toBeDefined();
    for (const [form, counts] of Object.entries(forms))
      for (const count of counts.filter((one) => !(one === 0 && key.endsWith("createGroup"))))
        expect(text(key, { count })).toMatch(new RegExp(`${count} (нов\\S+ )?${noun?.[Number(form)]}(?![а-яё])`));
  });

  it("says a day without letters of another language, and the year only when it is another one", () => {
    const now = new Date(2026, 10, 25, 12).getTime();
    expect(formatMoment(new Date(2026, 10, 25, 9, 5).getTime(), now)).toBe("09:05");
    expect(formatMoment(new Date(2026, 2, 1).getTime(), now)).toBe("1 марта");
    expect(formatMoment(new Date(2025, 11, 31).getTime(), now)).toBe("31 декабря 2025 г.");
  });
});

function plurals(): TextKey[] {
  const keys = leaves(resources.ru).filter((key) => key.endsWith("_few"));
  return keys.map((key) => key.replace(/_few$/, "") as TextKey);
}

function leaves(tree: object, path = ""): string[] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
    typeof value === "object" && value !== null ? leaves(value, `${path}${key}.`) : [`${path}${key}`],
  );
}
