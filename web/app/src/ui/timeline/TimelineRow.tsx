import type { TimelineItem } from "../../model/TimelineSnapshot.ts";
import { MessageRow } from "./MessageRow.tsx";
import { DayLine, SystemLine, UnreadLine } from "./SmallLines.tsx";
import type { Reach } from "./useReach.ts";

export type TimelineRowProps = {
  readonly item: TimelineItem;
  readonly isGroup: boolean;
  readonly reach: Reach;
};

export function TimelineRow({ item, isGroup, reach }: TimelineRowProps) {
  switch (item.kind) {
    case "day":
      return <DayLine time={item.time} />;
    case "unread":
      return <UnreadLine />;
    case "system":
      return <SystemLine item={item} />;
    case "message":
      return (
        <MessageRow
          item={item}
          isGroup={isGroup}
          isReachable={reach.key === item.key}
          onReach={() => reach.set(item.key)}
          onKey={reach.onKey}
          onOverlay={reach.onOverlay}
          onCopied={reach.onCopied}
        />
      );
  }
}
