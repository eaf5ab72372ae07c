import type { ICreateClientOpts } from "matrix-js-sdk";

const silent = () => {};

/**
 * The SDK tells its whole day to the console, with ids of rooms and people. Only what has failed is worth a line:
 * consoles are photographed and sent to strangers.
 */
export const quietLogger: NonNullable<ICreateClientOpts["logger"]> = {
  trace: silent,
  debug: silent,
  info: silent,
  warn: silent,
  error: (...said) => console.error("vestnik: the SDK reports:", ...said.map(nameOf)),
  getChild: () => quietLogger,
};

const nameOf = (said: unknown): string => (said instanceof Error ? said.name : typeof said);
