import { describe, expect, it } from "vitest";
import { resources } from "./resources.ts";

/** Labels of buttons and fields that stand among the sentences. */
const labels = new Set(["more", "retry", "retryAll", "delete", "copy", "code"]);
/** What one is not told, and what is no way to say it: look.md section 12. */
const unwanted = /[A-Z]{2,}_|[Оо]шибка|[Ee]rror|[Уу]пс|[Оо]ops|[Пп]ожалуйста|[Pp]lease|[Уу]спешно|[Ss]uccessfully|!/;

describe.each(["en", "ru"] as const)("U-112: errors in %s", (language) => {
  const { problem, timeline, trust, signin, settings } = resources[language];
  const sentences = Object.entries({
    ...problem,
    ...timeline.failure,
    noCamera: trust.noCamera,
    noCode: trust.noCode,
    wrong: signin.wrong,
    taken: signin.taken,
    passwordShort: signin.passwordShort,
    addressLong: signin.addressLong,
    wrongPassword: settings.wrongPassword,
  }).filter(([key]) => !labels.has(key));

  it.each(sentences)("%s says what happened and what to do: %s", (_key, words) => {
    expect(words.split(/[.:;] /).length, "one part for each").toBeGreaterThanOrEqual(2);
    expect(words).toMatch(/^[A-ZА-ЯЁ]/);
    expect(words).not.toMatch(unwanted);
  });
});
