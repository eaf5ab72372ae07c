import { type RefObject, useEffect, useRef, useState } from "react";

/**
 * Takes files dropped anywhere on the pane around the element. Returns whether files hang over it now.
 * Files dropped elsewhere on the page are kept from opening in place of the page.
 */
export function useFileDrop(inside: RefObject<HTMLElement | null>, onFiles: (files: readonly File[]) => void): boolean {
  const [isOver, setOver] = useState(false);
  const take = useRef(onFiles);
  take.current = onFiles;

  // Dragging comes from outside the page.
  useEffect(() => {
    const pane = inside.current?.closest("main") ?? inside.current;
    const isHere = (event: DragEvent) => event.target instanceof Node && pane?.contains(event.target) === true;
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes("Files") !== true) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = isHere(event) ? "copy" : "none";
      setOver(isHere(event));
    };
    const end = (event: DragEvent) => {
      if (event.type === "dragleave" && event.relatedTarget !== null) return;
      setOver(false);
    };
    const drop = (event: DragEvent) => {
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      if (isHere(event)) take.current(files);
    };
    addEventListener("dragover", over);
    addEventListener("dragleave", end);
    addEventListener("drop", drop);
    return () => {
      removeEventListener("dragover", over);
      removeEventListener("dragleave", end);
      removeEventListener("drop", drop);
    };
  }, [inside]);
  return isOver;
}
