import { Banner } from "@vestnik/design";
import type { TrustNotice } from "../../model/TrustSnapshot.ts";
import { useText } from "../../text/index.ts";
import { noticeWords } from "../states/TrustBanner.tsx";

export function Notices({ notices }: { readonly notices: readonly TrustNotice[] }) {
  const text = useText();
  return notices.map((notice) => (
    <Banner key={notice.key} weight="quiet" icon="devices" role="note">
      {noticeWords(notice, text)}
    </Banner>
  ));
}
