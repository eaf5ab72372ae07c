import { describe, expect, it } from "vitest";
import { clock, dayName, rowTime } from "./times.ts";

const now = new Date(2026, 8, 16, 14, 12).getTime();
const at = (year: number, month: number, day: number, hour = 9, minute = 5) =>
  new Date(year, month - 1, day, hour, minute).getTime();

describe("the time of a message", () => {
  it("is hours and minutes in both languages", () => {
    expect(clock(at(2026, 9, 16), "ru")).toBe("09:05");
    expect(clock(at(2026, 9, 16, 23, 59), "en")).toBe("23:59");
  });
});

describe("the heading of a day", () => {
  it.each([
    [at(2026, 9, 16, 0, 0), "Сегодня", "Today"],
    [at(2026, 9, 15, 23, 59), "Вчера", "Yesterday"],
    [at(2026, 9, 9), "Среда, 9 сентября", "Wednesday 9 September"],
  ])("of %s", (time, russian, english) => {
    expect(dayName(time, now, "ru")).toBe(russian);
    expect(dayName(time, now, "en")).toBe(english);
  });

  it("has the year when it is another one", () => {
    expect(dayName(at(2025, 12, 31), now, "ru")).toContain("2025");
    expect(dayName(at(2025, 12, 31), now, "en")).toContain("2025");
  });
});

describe("the time in a row", () => {
  it.each([
    [at(2026, 9, 16, 0, 1), "00:01", "00:01"],
    [at(2026, 9, 15), "вчера", "yesterday"],
    [at(2026, 9, 12), "сб", "Sat"],
    [at(2025, 3, 8), "08.03.25", "08/03/25"],
  ])("of %s", (time, russian, english) => {
    expect(rowTime(time, now, "ru")).toBe(russian);
    expect(rowTime(time, now, "en")).toBe(english);
  });

  it("is hours for a message from a clock that runs ahead", () => {
    expect(rowTime(at(2026, 9, 17, 1, 0), now, "ru")).toBe("01:00");
  });
});
