import { useEffect, useRef, useState } from "react";

/** A wait shorter than this shows nothing. */
const patienceMs = 150;
/** What was shown stays at least so long, so that it does not flicker. */
const leastMs = 300;

/**
 * Turns "is waiting" into "show that it is waiting": true 150 ms after the wait began,
 * and then for 300 ms at least, also when the wait is over sooner.
 */
export function useHeldBack(isWaiting: boolean): boolean {
  const [isShown, setShown] = useState(false);
  const shownAt = useRef(0);
  // The clock is outside React.
  useEffect(() => {
    if (isWaiting === isShown) return undefined;
    const rest = isWaiting ? patienceMs : Math.max(0, shownAt.current + leastMs - performance.now());
    const timer = setTimeout(() => {
      shownAt.current = performance.now();
      setShown(isWaiting);
    }, rest);
    return () => clearTimeout(timer);
  }, [isWaiting, isShown]);
  return isShown;
}
