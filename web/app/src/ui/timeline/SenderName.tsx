import { classes, colourOf } from "@vestnik/design";
import type { Person } from "../../model/parts.ts";
import styles from "./SenderName.module.css";

export function SenderName({ person }: { readonly person: Person }) {
  return (
    <div className={classes(styles.name, styles[`n${colourOf(person.id)}`])} dir="auto" title={person.id}>
      {person.name}
    </div>
  );
}
