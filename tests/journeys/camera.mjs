// A browser whose camera films a code that another screen shows, and the pixels of what a screen shows.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const fromWebClient = createRequire(new URL("../../web/app/package.json", import.meta.url));
const [width, height] = [640, 480];
let cameras = 0;

/** Somebody with a camera; `films` puts before it what stands at a place of another screen. */
export async function guestWithCamera(town) {
  const film = join(tmpdir(), `vestnik-camera-${process.pid}-${++cameras}.y4m`);
  writeFilm(film, new Uint8Array(width * height).fill(255));
  const browser = await town.launch([
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    `--use-file-for-fake-video-capture=${film}`,
  ]);
  const guest = await town.guest({}, browser);
  guest.films = async (place) => writeFilm(film, await brightness(place));
  return guest;
}

/** The text of a code on a screen. */
export async function readCode(place) {
  const image = await rgba(place, 400, 400);
  const read = fromWebClient("jsqr");
  return (read.default ?? read)(image, 400, 400)?.data;
}

/** Raw video of one picture: as much of a camera as there is without one. */
function writeFilm(file, luma) {
  const grey = Buffer.alloc((width * height) / 2, 128);
  const frame = Buffer.concat([Buffer.from("FRAME\n"), luma, grey]);
  writeFileSync(file, Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`), frame, frame, frame]));
}

async function brightness(place) {
  const pixels = await rgba(place, width, height);
  return Uint8Array.from({ length: width * height }, (_, i) => pixels[4 * i + 1]);
}

/** The place as a picture of this size, whole and in its middle, on white. */
async function rgba(place, w, h) {
  const png = (await place.screenshot()).toString("base64");
  const numbers = await place.page().evaluate(
    async ([data, w, h]) => {
      const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0))]));
      const pen = new OffscreenCanvas(w, h).getContext("2d");
      pen.fillStyle = "white";
      pen.fillRect(0, 0, w, h);
      const scale = (0.9 * Math.min(w, h)) / Math.max(picture.width, picture.height);
      const [pw, ph] = [picture.width * scale, picture.height * scale];
      pen.drawImage(picture, (w - pw) / 2, (h - ph) / 2, pw, ph);
      return btoa(Array.from(pen.getImageData(0, 0, w, h).data, (byte) => String.fromCharCode(byte)).join(""));
    },
    [png, w, h],
  );
  return new Uint8ClampedArray(Buffer.from(numbers, "base64"));
}
