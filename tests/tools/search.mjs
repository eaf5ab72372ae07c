// Searches everything a server holds for a text: its files and log as they lie on disk, and the memory of its process as a
// core dump would show it. Each place is read raw, and its base64 and its compressed streams are opened; the text is looked
// for in UTF-8 and UTF-16.
import { closeSync, openSync, readdirSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync } from "node:zlib";

const chunkSize = 16 * 1024 * 1024;

/** The forms in which a text can lie in bytes. */
function formsOf(text) {
  const utf8 = Buffer.from(text, "utf8");
  const utf16 = Buffer.from(text, "utf16le");
  const swapped = Buffer.from(utf16).swap16();
  const forms = [["UTF-8", utf8], ["UTF-16LE", utf16], ["UTF-16BE", swapped]];
  // Base64 of a text inside other bytes depends on its place modulo three; the ends that depend on neighbours are cut.
  for (let shift = 0; shift < 3; shift++) {
    const encoded = Buffer.concat([Buffer.alloc(shift), utf8]).toString("base64");
    const inner = encoded.slice(shift === 0 ? 0 : 4, -4);
    forms.push([`base64 at ${shift}`, Buffer.from(inner, "latin1")]);
    forms.push([`base64url at ${shift}`, Buffer.from(inner.replaceAll("+", "-").replaceAll("/", "_"), "latin1")]);
  }
  return forms;
}

const found = (bytes, forms) => forms.filter(([, form]) => bytes.includes(form)).map(([name]) => name);

/** What opens when a compressed stream begins at one of the usual marks. */
function* inflated(bytes) {
  const tries = [
    [Buffer.from([0x1f, 0x8b, 0x08]), gunzipSync],
    [Buffer.from([0x78, 0x9c]), inflateSync],
    [Buffer.from([0x78, 0x01]), inflateSync],
    [Buffer.from([0x78, 0xda]), inflateSync],
  ];
  for (const [mark, open] of tries) {
    for (let at = bytes.indexOf(mark), n = 0; at >= 0 && n < 2000; at = bytes.indexOf(mark, at + 1), n++) {
      try {
        yield open(bytes.subarray(at, at + 4 * 1024 * 1024), { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 16 * 1024 * 1024 });
      } catch {
        // Not a stream after all.
      }
    }
  }
  for (const open of [brotliDecompressSync, inflateRawSync]) {
    try {
      yield open(bytes, { maxOutputLength: 64 * 1024 * 1024 });
    } catch {
      // Not compressed as a whole.
    }
  }
}

function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile()) yield path;
  }
}

/** Where a text is found in the files of a folder: `file: form`. */
export function searchFiles(folder, text) {
  const forms = formsOf(text);
  const places = [];
  for (const file of filesBelow(folder)) {
    const bytes = readFileSync(file);
    places.push(...found(bytes, forms).map((form) => `${file}: ${form}`));
    for (const opened of inflated(bytes)) places.push(...found(opened, forms).map((form) => `${file}: inflated, ${form}`));
  }
  return places;
}

/** Where a text is found in the memory of a process, region by region, as in a core dump. */
export function searchMemory(pid, text) {
  const forms = formsOf(text);
  const longest = Math.max(...forms.map(([, form]) => form.length));
  const places = new Set();
  const memory = openSync(`/proc/${pid}/mem`, "r");
  try {
    for (const line of readFileSync(`/proc/${pid}/maps`, "utf8").split("\n")) {
      const [, from, to, rights] = /^([0-9a-f]+)-([0-9a-f]+) (\S+)/.exec(line) ?? [];
      if (!rights?.startsWith("rw")) continue;
      const end = BigInt(`0x${to}`);
      for (let at = BigInt(`0x${from}`); at < end; at += BigInt(chunkSize - longest)) {
        const wanted = Number(end - at < BigInt(chunkSize) ? end - at : BigInt(chunkSize));
        const chunk = Buffer.allocUnsafe(wanted);
        let read;
        try {
          read = readSync(memory, chunk, 0, wanted, at);
        } catch {
          break;
        }
        for (const form of found(chunk.subarray(0, read), forms)) places.add(`memory: ${form}`);
      }
    }
  } finally {
    closeSync(memory);
  }
  return [...places];
}
