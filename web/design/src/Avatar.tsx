import { useState } from "react";
import styles from "./Avatar.module.css";
import { classes } from "./classes.ts";
import { colourOf } from "./colourOf.ts";
import { initials } from "./initials.ts";

export type AvatarProps = {
  readonly kind: "person" | "group";
  readonly name: string;
  /** Account or room id: the colour stays through every renaming. */
  readonly seed: string;
  /** Object URL of a picture that was fetched with the user's token. */
  readonly url?: string | undefined;
  readonly size?: 22 | 28 | 36 | 40 | 48 | 84 | 116;
};

/** Decoration beside a name, therefore hidden from screen readers. A circle is a person, a squircle a group. */
export function Avatar({ kind, name, seed, url, size = 48 }: AvatarProps) {
  const [failedUrl, setFailedUrl] = useState<string>();
  const hasPicture = url !== undefined && url !== failedUrl;
  return (
    <span
      className={classes(styles["avatar"], styles[kind], styles[`s${size}`], styles[`c${colourOf(seed)}`])}
      aria-hidden
    >
      {hasPicture ? (
        <img className={styles["picture"]} src={url} alt="" draggable={false} onError={() => setFailedUrl(url)} />
      ) : (
        initials(name)
      )}
    </span>
  );
}
