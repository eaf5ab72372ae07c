import { type ReactNode, type Ref, useId } from "react";
import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField,
  type TextFieldProps,
} from "react-aria-components";
import { classes } from "./classes.ts";
import styles from "./Field.module.css";
import { Icon, type IconName } from "./Icon.tsx";

export type FieldProps = Omit<TextFieldProps, "className" | "style" | "children" | "isInvalid"> & {
  readonly label: string;
  /** The label is read out and not drawn, as in a search field that has an icon. */
  readonly isLabelHidden?: boolean;
  readonly hint?: ReactNode;
  /** What is wrong and what to do; marks the field as invalid. */
  readonly error?: ReactNode;
  readonly icon?: IconName;
  readonly placeholder?: string;
  /** Stands at the end of the line: a button that shows the password, a counter. */
  readonly end?: ReactNode;
  readonly rows?: number;
  readonly look?: "framed" | "sunken";
  readonly inputRef?: Ref<HTMLInputElement>;
};

export function Field(props: FieldProps) {
  const { label, isLabelHidden, hint, error, icon, placeholder, end, rows, look = "framed", inputRef, ...rest } = props;
  const id = useId();
  return (
    <TextField
      {...rest}
      {...(isLabelHidden ? { "aria-label": label } : {})}
      isInvalid={error !== undefined}
      className={styles["field"] ?? ""}
    >
      {!isLabelHidden && <Label className={styles["label"]}>{label}</Label>}
      <div className={classes(styles["line"], styles[look], error !== undefined && styles["invalid"])}>
        {icon && (
          <span className={styles["icon"]}>
            <Icon name={icon} size="row" />
          </span>
        )}
        {rows === undefined ? (
          <Input ref={inputRef} className={styles["input"] ?? ""} placeholder={placeholder} />
        ) : (
          <TextArea className={styles["input"] ?? ""} placeholder={placeholder} rows={rows} />
        )}
        {end}
      </div>
      {hint !== undefined && error === undefined && (
        <Text slot="description" id={`${id}-hint`} className={styles["hint"] ?? ""}>
          {hint}
        </Text>
      )}
      <FieldError className={styles["error"] ?? ""}>{error}</FieldError>
    </TextField>
  );
}
