import { Button, IconButton, Switch } from "@vestnik/design";
import { useState } from "react";
import type { DetailsSnapshot } from "../../model/DetailsSnapshot.ts";
import { language, useText } from "../../text/index.ts";
import { dateName } from "../timeline/times.ts";
import { Block } from "./Block.tsx";
import { EncryptionWords } from "./EncryptionWords.tsx";
import { Heading } from "./Heading.tsx";
import { Leave } from "./Leave.tsx";
import { Members } from "./Members.tsx";
import { Notices } from "./Notices.tsx";
import { RenameDialog } from "./RenameDialog.tsx";

export function GroupDetails({ snapshot }: { readonly snapshot: Extract<DetailsSnapshot, { kind: "group" }> }) {
  const text = useText();
  const [isRenaming, setRenaming] = useState(false);
  const { chat, created, members, verifiedCount, notices, mute, invite, rename, leave } = snapshot;
  const under = [
    text("timeline.members", { count: chat.memberCount }),
    created !== undefined && text("details.created", { date: dateName(created, Date.now(), language()) }),
  ].filter(Boolean);
  return (
    <>
      <Heading
        chat={chat}
        action={rename && <IconButton icon="edit" size="small" name={text("details.rename")} onPress={() => setRenaming(true)} />}
      >
        {under.join(", ")}
      </Heading>
      <Block>
        <EncryptionWords isEncrypted={chat.isEncrypted} verifiedCount={verifiedCount} />
        <Notices notices={notices} />
      </Block>
      <Block>
        <Switch isOn={!mute.isMuted} onChange={mute.toggle}>
          {text("details.sound")}
        </Switch>
      </Block>
      <Block
        title={text("details.members")}
        action={
          invite && (
            <Button look="text" size="small" icon="invite" onPress={invite}>
              {text("details.invite")}
            </Button>
          )
        }
      >
        <Members members={members} />
      </Block>
      <Leave words={text("details.sure.leaveGroup")} onLeave={leave} />
      {isRenaming && rename && <RenameDialog name={chat.title} onRename={rename} onClose={() => setRenaming(false)} />}
    </>
  );
}
