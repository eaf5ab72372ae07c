// Prints "passed failed skipped" of a log, from the closing lines of the runners that the suites use.
import { readFileSync } from "node:fs";

const log = readFileSync(process.argv[2], "utf8").replace(/\u001b\[[0-9;]*m/g, "");
let passed = 0, failed = 0, skipped = 0;
const each = (pattern, use) => { for (const match of log.matchAll(pattern)) use(match.groups); };

// xunit.v3: "Total: 12, Errors: 0, Failed: 1, Skipped: 2, Not Run: 0"
each(/Total: (?<total>\d+), Errors: (?<errors>\d+), Failed: (?<failed>\d+), Skipped: (?<skipped>\d+)/g, (g) => {
  const broken = Number(g.errors) + Number(g.failed);
  failed += broken; skipped += Number(g.skipped); passed += Number(g.total) - Number(g.failed) - Number(g.skipped);
});
// Microsoft.Testing.Platform: "total: 12" … "failed: 1" … "succeeded: 9" … "skipped: 2"
each(/^\s+failed: (?<failed>\d+)\s*\n\s+succeeded: (?<passed>\d+)\s*\n\s+skipped: (?<skipped>\d+)/gm, (g) => {
  failed += Number(g.failed); passed += Number(g.passed); skipped += Number(g.skipped);
});
// node --test: "# pass 3" or "ℹ pass 3"
each(/^[#ℹ] pass (?<n>\d+)$/gm, (g) => { passed += Number(g.n); });
each(/^[#ℹ] fail (?<n>\d+)$/gm, (g) => { failed += Number(g.n); });
each(/^[#ℹ] (?:skipped|todo) (?<n>\d+)$/gm, (g) => { skipped += Number(g.n); });
// vitest: "      Tests  1 failed | 9 passed | 2 skipped (12)"
each(/^\s+Tests\s+(?<line>.*)\(\d+\)\s*$/gm, (g) => {
  passed += Number(/(\d+) passed/.exec(g.line)?.[1] ?? 0);
  failed += Number(/(\d+) failed/.exec(g.line)?.[1] ?? 0);
  skipped += Number(/(\d+) (?:skipped|todo)/.exec(g.line)?.[1] ?? 0);
});
// Our plain form, as judges and Sytest print it.
each(/^(?:total +)?(?<p>\d+) passed, (?<f>\d+) failed(?:, (?<s>\d+) skipped)?$/gm, (g) => {
  passed += Number(g.p); failed += Number(g.f); skipped += Number(g.s ?? 0);
});
console.log(passed, failed, skipped);
