// Prints what a browser loads: node web-sizes.mjs DIST
// The shell is what index.html names; everything else comes later, when it is needed. Sizes are compressed by Brotli.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const dist = process.argv[2];
const page = readFileSync(join(dist, "index.html"), "utf8");
const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !entry.name.endsWith(".br"))
  .map((entry) => relative(dist, join(entry.parentPath, entry.name)));

const rows = files.map((name) => {
  const bytes = readFileSync(join(dist, name));
  const compressed = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }).length;
  return { name, raw: bytes.length, compressed, shell: name === "index.html" || page.includes(`/${name}"`) };
});
rows.sort((one, other) => Number(other.shell) - Number(one.shell) || other.compressed - one.compressed);

const kilobytes = (bytes) => (bytes / 1000).toFixed(1).padStart(9);
console.log(`${"file".padEnd(52)}   raw kB   br kB   part`);
for (const { name, raw, compressed, shell } of rows) console.log(name.padEnd(50), kilobytes(raw), kilobytes(compressed), shell ? "  shell" : "  later");
const sum = (wanted) => rows.filter(wanted).reduce((total, row) => total + row.compressed, 0);
console.log(`shell ${kilobytes(sum((row) => row.shell)).trim()} kB, all ${kilobytes(sum(() => true)).trim()} kB compressed`);
