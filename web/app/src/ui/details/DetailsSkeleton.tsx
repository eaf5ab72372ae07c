import { Bone, Waiting } from "@vestnik/design";
import { useText } from "../../text/index.ts";
import styles from "./DetailsSkeleton.module.css";

export function DetailsSkeleton() {
  return (
    <Waiting
      isWaiting
      name={useText()("details.loading")}
      skeleton={
        <div className={styles.bones}>
          <Bone shape="squircle" className={styles.avatar} />
          <Bone className={styles.name} />
          <Bone className={styles.line} />
          <Bone className={styles.line} />
          <Bone className={styles.line} />
        </div>
      }
    >
      {null}
    </Waiting>
  );
}
