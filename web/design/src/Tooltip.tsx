import type { ReactNode } from "react";
import { Tooltip as AriaTooltip } from "react-aria-components";
import styles from "./Tooltip.module.css";

/** Stands beside the control inside a `TooltipTrigger`. */
export function Tooltip({ children }: { readonly children: ReactNode }) {
  return (
    <AriaTooltip className={styles["tooltip"] ?? ""} offset={6}>
      {children}
    </AriaTooltip>
  );
}
