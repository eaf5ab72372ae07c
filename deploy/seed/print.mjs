// Prints the invented people of a data folder: node print.mjs DATA/people.json
import { readFileSync } from "node:fs";

const people = JSON.parse(readFileSync(process.argv[2], "utf8"));
for (const { userId, password, displayName, recoveryCode } of people) {
  const name = userId.slice(1, userId.indexOf(":"));
  console.log(`    ${name.padEnd(8)} ${password.padEnd(18)} ${displayName}`);
  console.log(`    ${"".padEnd(8)} recovery code: ${recoveryCode}`);
}
