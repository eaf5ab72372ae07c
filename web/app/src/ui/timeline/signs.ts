/** The first eight are the reactions offered at once; all are offered in the composer. */
export const signs = [
  ..."👍❤😂🔥🎉😮😢🙏",
  ..."😀😃😄😁😅🤣😊😉😍😘😋😎🤔🤨😐🙄😏😴😌😔😕😞😣😩😭😤😡😱😳🥳🤗🤝",
  ..."👎👌✌🤞👏🙌💪👋✋👀🧡💛💚💙💜🖤💔💯✅❌❓❗⭐✨☀🌧❄🌹🌲🐱🐶☕🍰🍎🍞🚗🚆✈🏠📷📎📌📅⏰💡🎁🎵",
].map((sign) => (/\p{Emoji_Presentation}/u.test(sign) ? sign : `${sign}\uFE0F`));

export const quickSigns = signs.slice(0, 8);
