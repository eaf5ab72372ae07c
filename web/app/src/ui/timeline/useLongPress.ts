import { type MouseEvent, type PointerEvent, useRef } from "react";

const longMs = 450;
/** A finger that moves farther than this scrolls. CSS pixels. */
const tremble = 10;

/** Props for an element that opens something when a finger rests on it, or by the secondary button of a mouse. */
export function useLongPress(onLong: (element: HTMLElement) => void) {
  const press = useRef<{ readonly timer: ReturnType<typeof setTimeout>; readonly x: number; readonly y: number }>(undefined);
  const stop = () => {
    clearTimeout(press.current?.timer);
    press.current = undefined;
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      stop();
      if (event.pointerType === "mouse" || !event.isPrimary) return;
      const element = event.currentTarget;
      press.current = { timer: setTimeout(() => onLong(element), longMs), x: event.clientX, y: event.clientY };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const start = press.current;
      if (start && Math.hypot(event.clientX - start.x, event.clientY - start.y) > tremble) stop();
    },
    onPointerUp: stop,
    onPointerCancel: stop,
    onContextMenu: (event: MouseEvent<HTMLElement>) => {
      // A selection or a link keeps the browser's own menu.
      const isLink = event.target instanceof Element && event.target.closest("a") !== null;
      if (isLink || getSelection()?.isCollapsed === false) return;
      event.preventDefault();
      stop();
      onLong(event.currentTarget);
    },
  };
}
