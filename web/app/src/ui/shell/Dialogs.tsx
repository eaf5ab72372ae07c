import type { ChatRoom } from "../../model/ChatRoom.ts";
import type { Messenger } from "../../model/Messenger.ts";
import { InviteDialog } from "../invite/InviteDialog.tsx";
import { VerificationDialog } from "../trust/VerificationDialog.tsx";
import { useObservable } from "./useObservable.ts";

/** What may open over any page. */
export default function Dialogs({ messenger, room }: { messenger: Messenger; room: ChatRoom | undefined }) {
  const verification = useObservable(messenger.verification);
  return (
    <>
      {verification !== undefined && <VerificationDialog messenger={messenger} state={verification} />}
      {room !== undefined && <Invitation room={room} />}
    </>
  );
}

function Invitation({ room }: { room: ChatRoom }) {
  return useObservable(room.details.isInviting) ? <InviteDialog room={room} /> : null;
}
