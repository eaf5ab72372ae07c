// Puts a Brotli copy beside every file of a build that gains by it: node precompress.mjs DIST
// The server sends the copy to browsers that take it. Large files are compressed once: copies are kept by content.
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const dist = process.argv[2];
const kept = fileURLToPath(new URL("../.cache/brotli", import.meta.url));
mkdirSync(kept, { recursive: true });

for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !/\.(js|css|html|json|svg|wasm|webmanifest)$/.test(entry.name)) continue;
  const file = join(entry.parentPath, entry.name);
  const bytes = readFileSync(file);
  if (bytes.length < 1000) continue;
  const copy = join(kept, createHash("sha256").update(bytes).digest("hex"));
  if (!existsSync(copy)) {
    const quality = bytes.length > 2_000_000 ? 9 : constants.BROTLI_MAX_QUALITY;
    const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    writeFileSync(copy, brotliCompressSync(bytes, { params }));
  }
  copyFileSync(copy, `${file}.br`);
}
