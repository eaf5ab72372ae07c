import type { Engine } from "../engine/Engine.ts";

/** Every command of the engine, by name: what one tab may ask of another. */
const table: Record<keyof Engine, true> = {
  open: true,
  loadOlder: true,
  markRead: true,
  setTyping: true,
  searchPeople: true,
  chatWithPerson: true,
  createGroup: true,
  invite: true,
  acceptInvite: true,
  joinByLink: true,
  leave: true,
  remove: true,
  ban: true,
  setPower: true,
  rename: true,
  openByLink: true,
  mute: true,
  block: true,
  acceptMembers: true,
  acceptIdentity: true,
  swappedBackupWasSeen: true,
  verifyPerson: true,
  verifyOwnDevice: true,
  acceptVerification: true,
  compareEmoji: true,
  scanCode: true,
  confirmVerification: true,
  refuseVerification: true,
  closeVerification: true,
  recoveryCode: true,
  recoveryCodeWasSaved: true,
  renewRecoveryCode: true,
  recover: true,
  restoreHistory: true,
  startAnew: true,
  acceptReplacedIdentity: true,
  profile: true,
  setName: true,
  setPicture: true,
  devices: true,
  renameDevice: true,
  signOutDevices: true,
  tellAgain: true,
};

export type Command = keyof Engine;

export const isCommand = (name: string): name is Command => Object.hasOwn(table, name);

/** An engine whose commands go wherever `carry` takes them. */
export function engineOver(carry: (command: Command, args: readonly unknown[]) => Promise<unknown>): Engine {
  const commands = Object.keys(table).filter(isCommand);
  const entries = commands.map((command) => [command, (...args: unknown[]) => carry(command, args)]);
  // Built from the complete table of names; each argument list is checked where the command is called.
  return Object.fromEntries(entries) as Engine;
}

/** Runs a command by its name. */
export function run(engine: Engine, command: Command, args: readonly unknown[]): Promise<unknown> {
  const method = engine[command] as (...args: readonly unknown[]) => Promise<unknown>;
  return method.apply(engine, [...args]);
}
