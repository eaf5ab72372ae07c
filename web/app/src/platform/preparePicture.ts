import type { OutgoingAttachment } from "@vestnik/matrix/queue/Outgoing";

/** A preview is made for pictures larger than this, and is no larger itself. Pixels. */
const previewSide = 800;
/** Pictures smaller than this are their own preview. Bytes. */
const smallEnough = 300_000;

/** Reads a picture's size and makes its preview on this device: the server never sees the picture. */
export async function preparePicture(file: File): Promise<Pick<OutgoingAttachment, "width" | "height" | "thumbnail">> {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  try {
    const { width, height } = bitmap;
    const scale = Math.min(1, previewSide / Math.max(width, height));
    if (file.size <= smallEnough || file.type === "image/gif") return { width, height };
    const canvas = new OffscreenCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
    const pen = canvas.getContext("2d");
    if (pen === null) return { width, height };
    pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.82 });
    return { width, height, thumbnail: { blob, width: canvas.width, height: canvas.height } };
  } finally {
    bitmap.close();
  }
}
