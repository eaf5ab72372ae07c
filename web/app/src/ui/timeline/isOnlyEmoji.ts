const fewSigns = new RegExp(String.raw`^(?:\p{RGI_Emoji}\s*){1,3}$`, "v");
/** Longer than three of the longest emoji. */
const tooLong = 60;

/** One to three emoji and nothing else: drawn large. */
export const isOnlyEmoji = (text: string): boolean => text.length < tooLong && fewSigns.test(text);
