import { classes, Icon, type IconName, VisuallyHidden } from "@vestnik/design";
import type { Delivery } from "../../model/parts.ts";
import { useText } from "../../text/index.ts";
import styles from "./DeliveryMark.module.css";

const icons: Record<Delivery["kind"], IconName> = {
  queued: "clock",
  sending: "clock",
  sent: "check",
  delivered: "checks",
  read: "checks",
  failed: "warning",
};

/** How far an own message has come, as a sign and as words. Every sign has the same width, so nothing shifts. */
export function DeliveryMark({ kind }: { readonly kind: Delivery["kind"] }) {
  const words = useText()(`timeline.delivery.${kind}`);
  return (
    <span className={classes(styles.mark, styles[kind])} title={words} data-delivery={kind}>
      <Icon name={icons[kind]} size="small" />
      <VisuallyHidden>{words}</VisuallyHidden>
    </span>
  );
}
