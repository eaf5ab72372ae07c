export * from "./ids.ts";
export { Refusal } from "./Refusal.ts";
