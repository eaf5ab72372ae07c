/// <reference path="./qrcode.d.ts" />
import { create } from "qrcode";
import styles from "./QrCode.module.css";

export type QrCodeProps = {
  /** Text, or the bytes of a verification code. */
  readonly contents: string | Uint8Array;
  /** What the code is for; read in place of the picture. */
  readonly name: string;
};

/** Modules of white around the code, as its standard demands. */
const quiet = 4;

/** Dark on white in every theme: readers of codes expect it. */
export function QrCode({ contents, name }: QrCodeProps) {
  const data = typeof contents === "string" ? contents : [{ data: contents, mode: "byte" as const }];
  const { modules } = create(data, { errorCorrectionLevel: typeof contents === "string" ? "M" : "L" });
  const side = modules.size + 2 * quiet;
  return (
    <svg className={styles["code"]} viewBox={`0 0 ${side} ${side}`} role="img" aria-label={name} shapeRendering="crispEdges">
      <rect className={styles["ground"]} width={side} height={side} />
      <path className={styles["dark"]} d={outline(modules)} />
    </svg>
  );
}

/** One path of horizontal strokes, a stroke for each run of dark modules. */
function outline(modules: { readonly size: number; get(row: number, column: number): number }): string {
  let path = "";
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++) {
      if (!modules.get(row, column)) continue;
      const start = column;
      while (column + 1 < modules.size && modules.get(row, column + 1)) column++;
      path += `M${start + quiet} ${row + quiet}h${column - start + 1}v1h-${column - start + 1}z`;
    }
  return path;
}
