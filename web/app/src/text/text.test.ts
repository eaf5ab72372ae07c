import { describe, expect, it } from "vitest";
import { resources } from "./resources.ts";

const endings: Record<"en" | "ru", readonly string[]> = {
  en: ["one", "other"],
  ru: ["one", "few", "many", "other"],
};

describe("texts", () => {
  it("exist in both languages", () => {
    expect(stems(resources.ru)).toEqual(stems(resources.en));
  });

  it.each(["en", "ru"] as const)("have every plural form of %s", (language) => {
    const keys = leaves(resources[language]);
    for (const stem of new Set(keys.filter(isPlural).map(withoutEnding)))
      for (const ending of endings[language]) expect(keys).toContain(`${stem}_${ending}`);
  });
});

function leaves(tree: object, path = ""): string[] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
    typeof value === "object" && value !== null ? leaves(value, `${path}${key}.`) : [`${path}${key}`],
  );
}

const isPlural = (key: string): boolean => /_(zero|one|two|few|many|other)$/.test(key);
const withoutEnding = (key: string): string => key.replace(/_(zero|one|two|few|many|other)$/, "");
const stems = (tree: object): string[] => [...new Set(leaves(tree).map(withoutEnding))].sort();
