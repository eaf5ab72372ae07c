import type { ReactElement } from "react";
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { classes } from "./classes.ts";
import { Icon, type IconName } from "./Icon.tsx";
import styles from "./Menu.module.css";

export type MenuChoice = {
  readonly key: string;
  readonly words: string;
  readonly icon?: IconName;
  readonly weight?: "plain" | "danger";
  onChoose(): void;
};

export type MenuProps = {
  readonly name: string;
  /** The button that opens the menu. */
  readonly children: ReactElement;
  readonly choices: readonly MenuChoice[];
  onOpenChange?(isOpen: boolean): void;
};

export function Menu({ name, children, choices, onOpenChange }: MenuProps) {
  return (
    <MenuTrigger {...(onOpenChange === undefined ? {} : { onOpenChange })}>
      {children}
      <Popover className={styles["popover"] ?? ""} offset={4}>
        <MenuChoices name={name} choices={choices} />
      </Popover>
    </MenuTrigger>
  );
}

/** The list alone, for a popover that opens at a place and not at a button. */
export function MenuChoices({ name, choices }: Pick<MenuProps, "name" | "choices">) {
  return (
    <AriaMenu aria-label={name} className={styles["menu"] ?? ""} autoFocus="first">
      {choices.map((choice) => (
        <MenuItem
          key={choice.key}
          id={choice.key}
          textValue={choice.words}
          onAction={choice.onChoose}
          className={classes(styles["choice"], choice.weight === "danger" && styles["danger"])}
        >
          {choice.icon && <Icon name={choice.icon} size="row" />}
          {choice.words}
        </MenuItem>
      ))}
    </AriaMenu>
  );
}
