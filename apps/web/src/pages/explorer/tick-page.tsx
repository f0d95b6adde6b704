import type { RouteResponse } from "@qubix/protocol";
import { useParams } from "react-router";
import { Amount } from "../../design/amount.tsx";
import { ButtonLink } from "../../design/button.tsx";
import { Card } from "../../design/card.tsx";
import { Empty } from "../../design/empty.tsx";
import { Facts } from "../../design/facts.tsx";
import { ShortId } from "../../design/identity.tsx";
import { Page } from "../../design/page.tsx";
import { Time } from "../../design/time.tsx";
import { useHub } from "../../hub/hub-provider.tsx";
import { Loaded } from "../../hub/loaded.tsx";
import { useRoute } from "../../hub/use-route.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import { CheckHere, type Verdict } from "./check-here.tsx";
import { ExplorerSections } from "./explorer-sections.tsx";
import { explorerText } from "./text.ts";
import { TransactionTable } from "./transaction-table.tsx";

type Tick = RouteResponse<"getTick">;

/** `/explorer/ticks/:tick`: who led it, and what was executed in it. */
export function TickPage() {
  const { tick: text } = useText(explorerText);
  const { number } = useFormat();
  const tick = Number(useParams().tick);
  const read = useRoute("getTick", { params: { tick } }, { enabled: Number.isSafeInteger(tick) });
  return (
    <Page
      title={text.title(Number.isSafeInteger(tick) ? number(tick) : "?")}
      actions={
        <>
          <ButtonLink small to={`/explorer/ticks/${tick - 1}`}>
            {text.previous}
          </ButtonLink>
          <ButtonLink small to={`/explorer/ticks/${tick + 1}`}>
            {text.next}
          </ButtonLink>
        </>
      }
    >
      <ExplorerSections />
      <Loaded read={read}>{(found) => <TickBody tick={found} />}</Loaded>
    </Page>
  );
}

function TickBody({ tick }: { tick: Tick }) {
  const { tick: text, ticks, noun } = useText(explorerText);
  const { number } = useFormat();
  const hub = useHub();
  const { items, ids, contractFees } = tick;
  const check = async (): Promise<Verdict> => {
    const [{ checkTick }, { HubNode }, { network }] = await Promise.all([
      import("./check-tick.ts"),
      import("../../hub/chain-work.ts"),
      hub.call("getNetwork", {}),
    ]);
    const found = await checkTick(new HubNode(hub), tick.tick, network.arbitrator);
    if (found === "right") return { tone: "good", title: text.good };
    if (found === "wrong") return { tone: "bad", title: text.bad };
    return { tone: "warn", title: text.otherEpoch(number(found.otherEpoch)) };
  };
  return (
    <>
      <Card title={text.facts}>
        <Facts
          facts={[
            [ticks.time, <Time key="time" ms={tick.time} />],
            [ticks.epoch, number(tick.epoch)],
            [text.leader, number(tick.leader)],
            [ticks.transactions, number(tick.transactions)],
            [text.timelock, <ShortId key="timelock" value={tick.timelock} what={noun.hex} />],
            ...contractFees.map(
              ({ contractIndex, fee }) =>
                [`${text.fees} ${contractIndex}`, <Amount key={contractIndex} value={fee} />] as const,
            ),
          ]}
        />
        <CheckHere label={text.check} check={check} />
      </Card>
      <Card title={ticks.transactions}>
        {items.length === 0 ? (
          <Empty title={text.none}>{text.noneHint}</Empty>
        ) : (
          <TransactionTable transactions={items} />
        )}
        {items.length > 0 && items.length < ids.length && (
          <p className="mt-3 text-sm text-muted">{text.more(number(items.length), number(ids.length))}</p>
        )}
      </Card>
    </>
  );
}
