import type { ModelRepositoryDocument } from "@qubix/protocol";
import { useState } from "react";
import { Button } from "../../../design/button.tsx";
import { Notice } from "../../../design/notice.tsx";
import { Problem } from "../../../hub/problem.tsx";
import { useFormat } from "../../../i18n/use-format.ts";
import { useText } from "../../../i18n/use-text.ts";
import { NeedsSession } from "../../../wallet/needs-account.tsx";
import { useChange } from "../owner/use-change.ts";
import { useIsOwner } from "../owner/use-is-owner.ts";
import { modelsText } from "../text.ts";
import { BuyAccess } from "./buy-access.tsx";
import type { ModelName } from "./model-name.ts";
import { useAccess } from "./use-access.ts";

/** Of a gated model: how to get to its files. */
export function AskForAccess({ repository }: { repository: ModelRepositoryDocument }) {
  return useIsOwner(repository) ? null : <Ways model={repository} />;
}

function Ways({ model }: { model: ModelRepositoryDocument }) {
  const { model: text } = useText(modelsText);
  const { amount } = useFormat();
  const { isKnown, state, price } = useAccess(model);
  const [wanted, setWanted] = useState<"ask" | "buy">();
  if (!isKnown) return null;
  if (state === "accepted") return <Notice tone="good" title={text.asked.accepted} />;
  const can = { ask: state === undefined, buy: price !== undefined };
  const way = wanted && can[wanted] ? wanted : undefined;
  const offers = [
    can.buy && way !== "buy" && { way: "buy" as const, label: text.buy },
    can.ask && way !== "ask" && { way: "ask" as const, label: text.ask },
  ].filter((offer) => offer !== false);
  return (
    <>
      <Notice
        title={state === undefined ? text.gated : text.asked[state]}
        actions={
          offers.length > 0 &&
          offers.map((offer) => (
            <Button key={offer.way} onClick={() => setWanted(offer.way)}>
              {offer.label}
            </Button>
          ))
        }
      >
        {price !== undefined && text.price(amount(price))}
      </Notice>
      {way === "ask" && <NeedsSession>{() => <Ask model={model} />}</NeedsSession>}
      {way === "buy" && price !== undefined && (
        <NeedsSession>{(account) => <BuyAccess account={account} model={model} price={price} />}</NeedsSession>
      )}
    </>
  );
}

function Ask({ model: { namespace, name } }: { model: ModelName }) {
  const { model: text } = useText(modelsText);
  const ask = useChange((hub) => hub.call("requestModelAccess", { params: { namespace, name } }));
  return (
    <>
      {ask.error && <Problem error={ask.error} />}
      <Button kind="primary" className="self-start" busy={ask.isPending} onClick={() => ask.mutate()}>
        {text.askNow}
      </Button>
    </>
  );
}
