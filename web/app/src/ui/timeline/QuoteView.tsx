import { classes, colourOf } from "@vestnik/design";
import type { Quote } from "../../model/parts.ts";
import { useText } from "../../text/index.ts";
import { excerptWords } from "./excerptWords.ts";
import styles from "./QuoteView.module.css";

/** The quoted message: a stem in its author's colour, the author, one line. */
export function QuoteView({ quote }: { readonly quote: Quote }) {
  const text = useText();
  const { sender } = quote;
  return (
    <blockquote className={classes(styles.quote, sender && styles[`n${colourOf(sender.id)}`])}>
      {sender && (
        <b className={styles.name} dir="auto">
          {sender.name}
        </b>
      )}
      <span className={styles.words} dir="auto">
        {excerptWords(quote.excerpt, text)}
      </span>
    </blockquote>
  );
}
