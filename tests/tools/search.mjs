// Searches everything a server holds for a text: its files and log as they lie on disk, and a core dump of its process. Each
// place is read raw, and its base64 and its compressed streams are opened; the text is looked for in UTF-8 and UTF-16.
import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, readSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
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

/**
 * Writes a core dump of a .NET process with the tool that comes with its runtime, searches it, and deletes it.
 * @returns {string[][]} for each text where it was found
 */
export function searchCoreDump(pid, ...texts) {
  const [, runtime] = /^.*\s(\/.*)\/libcoreclr\.so$/m.exec(readFileSync(`/proc/${pid}/maps`, "utf8"));
  const folder = mkdtempSync(join(tmpdir(), "vestnik-core-"));
  try {
    const core = join(folder, "core");
    execFileSync(join(runtime, "createdump"), ["--full", "--name", core, String(pid)], { stdio: "pipe" });
    return searchLargeFile(core, texts);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Chunk by chunk; the chunks overlap by the longest form, so that no place falls between two. */
function searchLargeFile(path, texts) {
  const forms = texts.map(formsOf);
  const longest = Math.max(...forms.flat().map(([, form]) => form.length));
  const places = texts.map(() => new Set());
  const note = (bytes, how) => forms.forEach((ofText, i) => found(bytes, ofText).forEach((form) => places[i].add(how + form)));
  const file = openSync(path, "r");
  try {
    const chunk = Buffer.allocUnsafe(chunkSize);
    for (let at = 0, read; (read = readSync(file, chunk, 0, chunkSize, at)) > longest; at += read - longest) {
      note(chunk.subarray(0, read), "core: ");
      for (const opened of inflated(chunk.subarray(0, read))) note(opened, "core: inflated, ");
    }
  } finally {
    closeSync(file);
  }
  return places.map((found) => [...found]);
}
