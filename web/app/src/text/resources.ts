import enApp from "./en/app.json";
import enComposer from "./en/composer.json";
import enDetails from "./en/details.json";
import enList from "./en/list.json";
import enStates from "./en/states.json";
import enTimeline from "./en/timeline.json";
import ruApp from "./ru/app.json";
import ruComposer from "./ru/composer.json";
import ruDetails from "./ru/details.json";
import ruList from "./ru/list.json";
import ruStates from "./ru/states.json";
import ruTimeline from "./ru/timeline.json";

/** One file per area and language; the areas are the first word of a key. */
export const resources = {
  en: {
    app: enApp,
    composer: enComposer,
    details: enDetails,
    list: enList,
    states: enStates,
    timeline: enTimeline,
  },
  ru: {
    app: ruApp,
    composer: ruComposer,
    details: ruDetails,
    list: ruList,
    states: ruStates,
    timeline: ruTimeline,
  },
} as const;

export const languages = ["ru", "en"] as const;
export type Language = (typeof languages)[number];
