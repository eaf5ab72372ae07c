import { useState } from "react";

export type Attempt = {
  readonly isRunning: boolean;
  /** What went wrong the last time, as it was thrown. */
  readonly problem: unknown;
  run(work: () => Promise<void>): void;
  clear(): void;
};

/** One thing the person has asked for: it runs once at a time and keeps what went wrong. */
export function useAttempt(): Attempt {
  const [isRunning, setIsRunning] = useState(false);
  const [problem, setProblem] = useState<unknown>(undefined);
  const run = (work: () => Promise<void>): void => {
    if (isRunning) return;
    setIsRunning(true);
    setProblem(undefined);
    work()
      .catch(setProblem)
      .finally(() => setIsRunning(false));
  };
  return { isRunning, problem, run, clear: () => setProblem(undefined) };
}
