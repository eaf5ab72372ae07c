import type { Ref } from "react";
import { Button, type ButtonProps, TooltipTrigger } from "react-aria-components";
import { classes } from "./classes.ts";
import { Icon, type IconName } from "./Icon.tsx";
import styles from "./IconButton.module.css";
import { Tooltip } from "./Tooltip.tsx";

export type IconButtonProps = Omit<ButtonProps, "className" | "style" | "children" | "aria-label"> & {
  readonly icon: IconName;
  /** What the button does; its accessible name and its tooltip. */
  readonly name: string;
  readonly look?: "plain" | "round" | "main";
  readonly size?: "medium" | "small";
  readonly isSelected?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
};

export function IconButton({ icon, name, look = "plain", size = "medium", isSelected, ...rest }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500}>
      <Button
        {...rest}
        aria-label={name}
        {...(isSelected === undefined ? {} : { "aria-pressed": isSelected })}
        className={classes(styles["button"], styles[look], styles[size], isSelected && styles["selected"])}
      >
        <Icon name={icon} size={size === "small" ? "row" : "control"} />
      </Button>
      <Tooltip>{name}</Tooltip>
    </TooltipTrigger>
  );
}
