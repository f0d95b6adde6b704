import type { ChainTransaction } from "@qubix/protocol";
import { useParams } from "react-router";
import { Amount } from "../../design/amount.tsx";
import { Badge } from "../../design/badge.tsx";
import { Card } from "../../design/card.tsx";
import { CopyText } from "../../design/copy-text.tsx";
import { Facts } from "../../design/facts.tsx";
import { ShortId } from "../../design/identity.tsx";
import { Page } from "../../design/page.tsx";
import { Time } from "../../design/time.tsx";
import { Loaded } from "../../hub/loaded.tsx";
import { useRoute } from "../../hub/use-route.ts";
import { useText } from "../../i18n/use-text.ts";
import { CheckHere, type Verdict } from "./check-here.tsx";
import { ExplorerSections } from "./explorer-sections.tsx";
import { InputFields } from "./input-fields.tsx";
import { Party } from "./party.tsx";
import { explorerText } from "./text.ts";
import { TickLink } from "./tick-link.tsx";
import { TransactionKind } from "./transaction-kind.tsx";

/** `/explorer/transactions/:id`: what was signed, what it asked for, and whether its tick took it. */
export function TransactionPage() {
  const { transaction: text } = useText(explorerText);
  const { id = "" } = useParams();
  const read = useRoute("getChainTransaction", { params: { id } }, { refresh: "tick" });
  return (
    <Page title={text.title}>
      <ExplorerSections />
      <Loaded read={read}>{(transaction) => <Transaction transaction={transaction} />}</Loaded>
    </Page>
  );
}

function Transaction({ transaction }: { transaction: ChainTransaction }) {
  const { transaction: text, transactions, noun } = useText(explorerText);
  const { id, tick, time, amount, inputType, input, fields, signature } = transaction;
  const check = async (): Promise<Verdict> => {
    const { checkTransaction } = await import("./check-transaction.ts");
    return checkTransaction(transaction) ? { tone: "good", title: text.good } : { tone: "bad", title: text.bad };
  };
  return (
    <>
      <Card
        title={<TransactionKind transaction={transaction} />}
        actions={<Included included={transaction.included} />}
      >
        <Facts
          facts={[
            [text.id, <ShortId key="id" value={id} what={noun.transaction} />],
            [transactions.tick, <TickLink key="tick" tick={tick} />],
            [text.time, time !== undefined && time > 0 ? <Time key="time" ms={time} /> : undefined],
            [transactions.from, <Party key="from" identity={transaction.source} />],
            [transactions.to, <Party key="to" identity={transaction.destination} />],
            [transactions.amount, <Amount key="amount" value={amount} />],
            [text.inputType, inputType === 0 ? undefined : String(inputType)],
            [text.signature, <ShortId key="signature" value={signature} what={noun.signature} />],
          ]}
        />
        <CheckHere label={text.check} check={check} />
      </Card>
      {fields !== undefined && (
        <Card title={text.fields}>
          <InputFields fields={fields} />
        </Card>
      )}
      {input !== "" && (
        <Card title={text.rawInput}>
          <CopyText value={input} what={text.rawInput} />
        </Card>
      )}
    </>
  );
}

function Included({ included }: { included: boolean | undefined }) {
  const { transaction: text } = useText(explorerText);
  if (included === undefined) return <Badge tone="warn">{text.unknown}</Badge>;
  return <Badge tone={included ? "good" : "bad"}>{included ? text.included : text.absent}</Badge>;
}
