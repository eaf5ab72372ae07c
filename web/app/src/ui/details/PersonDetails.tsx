import { Switch } from "@vestnik/design";
import type { DetailsSnapshot } from "../../model/DetailsSnapshot.ts";
import { useText } from "../../text/index.ts";
import { Block } from "./Block.tsx";
import { EncryptionWords } from "./EncryptionWords.tsx";
import { Heading } from "./Heading.tsx";
import { Leave } from "./Leave.tsx";
import { Notices } from "./Notices.tsx";
import { TrustWords } from "./TrustWords.tsx";

export function PersonDetails({ snapshot }: { readonly snapshot: Extract<DetailsSnapshot, { kind: "person" }> }) {
  const text = useText();
  const { chat, person, trust, notices, mute, block, verify, leave } = snapshot;
  return (
    <>
      <Heading chat={chat}>{person.id}</Heading>
      <Block>
        <TrustWords trust={trust} onVerify={verify} />
        <EncryptionWords isEncrypted={chat.isEncrypted} />
        <Notices notices={notices} />
      </Block>
      <Block>
        <Switch isOn={!mute.isMuted} onChange={mute.toggle}>
          {text("details.sound")}
        </Switch>
        <Switch isOn={block.isBlocked} onChange={block.toggle}>
          {text("details.block")}
        </Switch>
      </Block>
      <Leave words={text("details.sure.leavePerson")} onLeave={leave} />
    </>
  );
}
