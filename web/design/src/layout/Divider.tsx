import { useRef } from "react";
import styles from "./Divider.module.css";
import { clampWidth, narrowest, usual, widest } from "./listWidth.ts";

export type DividerProps = {
  readonly name: string;
  readonly width: number;
  onResize(width: number): void;
  onEnd(width: number): void;
};

const step = 8;

/** The edge between list and chat: drag it, use the arrow keys, double-click for the usual width. */
export function Divider({ name, width, onResize, onEnd }: DividerProps) {
  const from = useRef<{ readonly x: number; readonly width: number; readonly sign: 1 | -1; now: number }>(undefined);
  const set = (wanted: number) => {
    const next = clampWidth(wanted);
    onResize(next);
    return next;
  };
  return (
    <div
      className={styles["divider"]}
      role="separator"
      aria-orientation="vertical"
      aria-label={name}
      aria-valuenow={width}
      aria-valuemin={narrowest}
      aria-valuemax={widest}
      tabIndex={0}
      onDoubleClick={() => onEnd(set(usual))}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        const sign = getComputedStyle(event.currentTarget).direction === "rtl" ? -1 : 1;
        from.current = { x: event.clientX, width, sign, now: width };
      }}
      onPointerMove={(event) => {
        const start = from.current;
        if (start) start.now = set(start.width + (event.clientX - start.x) * start.sign);
      }}
      onPointerUp={() => {
        if (from.current) onEnd(from.current.now);
        from.current = undefined;
      }}
      onPointerCancel={() => (from.current = undefined)}
      onKeyDown={(event) => {
        const forward = getComputedStyle(event.currentTarget).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
        if (event.key === "ArrowLeft" || event.key === "ArrowRight") onEnd(set(width + (event.key === forward ? step : -step)));
        else if (event.key === "Home") onEnd(set(narrowest));
        else if (event.key === "End") onEnd(set(widest));
        else return;
        event.preventDefault();
      }}
    />
  );
}
