import { Notice } from "../design/notice.tsx";
import { useNetworkPulse } from "../hub/network-provider.tsx";
import { useText } from "../i18n/use-text.ts";
import { layoutText } from "./text.ts";

/** Says above a page why nothing comes, and that nothing has to be done about it. */
export function OfflineNotice() {
  const text = useText(layoutText);
  const { connection } = useNetworkPulse();
  if (connection !== "offline") return null;
  return (
    <div className="mb-5">
      <Notice tone="warn" title={text.connection.offline}>
        {text.offlineHint}
      </Notice>
    </div>
  );
}
