import type { ReactNode } from "react";
import { Switch as AriaSwitch } from "react-aria-components";
import styles from "./Switch.module.css";

export type SwitchProps = {
  readonly isOn: boolean;
  onChange(isOn: boolean): void;
  readonly isDisabled?: boolean;
  /** The words beside it; pressing them switches too. */
  readonly children: ReactNode;
};

export function Switch({ isOn, onChange, isDisabled = false, children }: SwitchProps) {
  return (
    <AriaSwitch isSelected={isOn} onChange={onChange} isDisabled={isDisabled} className={styles["switch"] ?? ""}>
      <span className={styles["words"]}>{children}</span>
      <span className={styles["track"]}>
        <span className={styles["knob"]} />
      </span>
    </AriaSwitch>
  );
}
