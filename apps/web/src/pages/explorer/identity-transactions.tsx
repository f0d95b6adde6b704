import { More } from "../../design/more.tsx";
import { usePages } from "../../hub/use-pages.ts";
import { useText } from "../../i18n/use-text.ts";
import { IndexedTransactions } from "./indexed-transactions.tsx";
import { explorerText } from "./text.ts";

/** What an identity has sent and received, newest first. */
export function IdentityTransactions({ identity }: { identity: string }) {
  const { identity: text } = useText(explorerText);
  const pages = usePages(
    "listIdentityTransactions",
    { params: { identity }, query: { limit: 20 } },
    { refresh: "tick" },
  );
  return (
    <>
      <IndexedTransactions pages={pages} none={text.noTransactions} />
      <More pages={pages} />
    </>
  );
}
