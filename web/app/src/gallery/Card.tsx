import { classes } from "@vestnik/design";
import type { ReactNode } from "react";
import styles from "./Gallery.module.css";

export function Page({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <main className={styles.page}>
      <h1 className={styles.title}>{title}</h1>
      <div className={styles.cards}>{children}</div>
    </main>
  );
}

export function Card({ name, isCanvas, children }: { readonly name: string; readonly isCanvas?: boolean; readonly children: ReactNode }) {
  return (
    <section className={classes(styles.card, isCanvas && styles.canvas)}>
      <h2 className={styles.name}>{name}</h2>
      {children}
    </section>
  );
}
