/** Larger pictures are read at this width: a code fills a good part of what is shown. Pixels. */
const readWidth = 640;

/** The bytes of the code in a picture; `undefined` when there is none. */
export async function readQr(picture: HTMLVideoElement | ImageBitmap): Promise<Uint8ClampedArray | undefined> {
  const width = "videoWidth" in picture ? picture.videoWidth : picture.width;
  const height = "videoHeight" in picture ? picture.videoHeight : picture.height;
  if (width === 0 || height === 0) return undefined;
  const scale = Math.min(1, readWidth / width);
  const canvas = new OffscreenCanvas(Math.round(width * scale), Math.round(height * scale));
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (pen === null) return undefined;
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
  const { default: jsQR } = await import("jsqr");
  const found = jsQR(data, canvas.width, canvas.height);
  return found === null ? undefined : Uint8ClampedArray.from(found.binaryData);
}
