declare module "qrcode" {
  export type QRCodeModules = { readonly size: number; get(row: number, column: number): number };
  export type QRCodeSegment = { readonly data: Uint8ClampedArray | Uint8Array; readonly mode: "byte" };
  export function create(
    text: string | readonly QRCodeSegment[],
    options?: { readonly errorCorrectionLevel?: "L" | "M" | "Q" | "H" },
  ): { readonly modules: QRCodeModules };
}
