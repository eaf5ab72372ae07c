import enApp from "./en/app.json";
import enComposer from "./en/composer.json";
import enDetails from "./en/details.json";
import enInvite from "./en/invite.json";
import enList from "./en/list.json";
import enNewchat from "./en/newchat.json";
import enNotifications from "./en/notifications.json";
import enProblem from "./en/problem.json";
import enSettings from "./en/settings.json";
import enSignin from "./en/signin.json";
import enStates from "./en/states.json";
import enTimeline from "./en/timeline.json";
import enTrust from "./en/trust.json";
import ruApp from "./ru/app.json";
import ruComposer from "./ru/composer.json";
import ruDetails from "./ru/details.json";
import ruInvite from "./ru/invite.json";
import ruList from "./ru/list.json";
import ruNewchat from "./ru/newchat.json";
import ruNotifications from "./ru/notifications.json";
import ruProblem from "./ru/problem.json";
import ruSettings from "./ru/settings.json";
import ruSignin from "./ru/signin.json";
import ruStates from "./ru/states.json";
import ruTimeline from "./ru/timeline.json";
import ruTrust from "./ru/trust.json";

/** One file per area and language; the areas are the first word of a key. */
export const resources = {
  en: {
    app: enApp,
    composer: enComposer,
    details: enDetails,
    invite: enInvite,
    list: enList,
    newchat: enNewchat,
    notifications: enNotifications,
    problem: enProblem,
    settings: enSettings,
    signin: enSignin,
    states: enStates,
    timeline: enTimeline,
    trust: enTrust,
  },
  ru: {
    app: ruApp,
    composer: ruComposer,
    details: ruDetails,
    invite: ruInvite,
    list: ruList,
    newchat: ruNewchat,
    notifications: ruNotifications,
    problem: ruProblem,
    settings: ruSettings,
    signin: ruSignin,
    states: ruStates,
    timeline: ruTimeline,
    trust: ruTrust,
  },
} as const;

export const languages = ["ru", "en"] as const;
export type Language = (typeof languages)[number];
