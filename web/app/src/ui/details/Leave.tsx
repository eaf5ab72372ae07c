import { Button } from "@vestnik/design";
import { useState } from "react";
import { useText } from "../../text/index.ts";
import { Block } from "./Block.tsx";
import { Sure } from "./Sure.tsx";

export function Leave({ words, onLeave }: { readonly words: string; onLeave(): void }) {
  const text = useText();
  const [isAsking, setAsking] = useState(false);
  return (
    <Block>
      <Button look="danger" icon="leave" isWide onPress={() => setAsking(true)}>
        {text("details.leave")}
      </Button>
      {isAsking && (
        <Sure
          title={text("details.sure.leaveTitle")}
          words={words}
          no={text("details.sure.cancel")}
          yes={text("details.leave")}
          onYes={onLeave}
          onClose={() => setAsking(false)}
        />
      )}
    </Block>
  );
}
