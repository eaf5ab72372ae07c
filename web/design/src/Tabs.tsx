import type { ReactNode } from "react";
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from "react-aria-components";
import styles from "./Tabs.module.css";

export type TabChoice<Key extends string> = {
  readonly key: Key;
  readonly words: string;
  readonly count?: number;
};

export type TabsProps<Key extends string> = {
  readonly name: string;
  readonly tabs: readonly TabChoice<Key>[];
  readonly selected: Key;
  onSelect(key: Key): void;
  /** What the selected tab shows; it fills the height that is left. */
  readonly children: ReactNode;
};

export function Tabs<Key extends string>({ name, tabs, selected, onSelect, children }: TabsProps<Key>) {
  return (
    <AriaTabs
      className={styles["frame"] ?? ""}
      selectedKey={selected}
      keyboardActivation="manual"
      onSelectionChange={(key) => {
        const chosen = tabs.find((tab) => tab.key === key);
        if (chosen && chosen.key !== selected) onSelect(chosen.key);
      }}
    >
      <TabList aria-label={name} className={styles["tabs"] ?? ""}>
        {tabs.map((tab) => (
          <Tab key={tab.key} id={tab.key} className={styles["tab"] ?? ""}>
            {tab.words}
            {tab.count !== undefined && tab.count > 0 && <span className={styles["count"]}>{tab.count}</span>}
          </Tab>
        ))}
      </TabList>
      <TabPanel id={selected} className={styles["panel"] ?? ""}>
        {children}
      </TabPanel>
    </AriaTabs>
  );
}
