import styles from "./Settings.module.css";

type Props<Key extends string> = {
  readonly title: string;
  readonly options: readonly { readonly key: Key; readonly words: string; readonly lang?: string }[];
  readonly chosen: Key;
  onChoose(key: Key): void;
};

export function Choices<Key extends string>({ title, options, chosen, onChoose }: Props<Key>) {
  return (
    <fieldset className={styles["choices"]}>
      <legend>{title}</legend>
      {options.map(({ key, words, lang }) => (
        <label key={key} className={styles["choice"]} lang={lang}>
          <input type="radio" name={title} checked={key === chosen} onChange={() => onChoose(key)} />
          {words}
        </label>
      ))}
    </fieldset>
  );
}
