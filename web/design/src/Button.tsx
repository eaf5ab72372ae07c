import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";
import styles from "./Button.module.css";
import { classes } from "./classes.ts";
import { Icon, type IconName } from "./Icon.tsx";

export type ButtonLook = "main" | "soft" | "outline" | "text" | "danger";

export type ButtonProps = Omit<AriaButtonProps, "className" | "style" | "children"> & {
  readonly look?: ButtonLook;
  readonly size?: "small" | "medium" | "large";
  readonly icon?: IconName;
  readonly isWide?: boolean;
  readonly children: ReactNode;
};

/** One `main` button a view; what refuses has the same size as what agrees. */
export function Button({ look = "outline", size = "medium", icon, isWide, children, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} data-look={look} className={classes(styles["button"], styles[look], styles[size], isWide && styles["wide"])}>
      {icon && <Icon name={icon} size="row" />}
      <span className={styles["words"]}>{children}</span>
    </AriaButton>
  );
}
