import { type ContractCaller, requestUnstake, takeUnstaked, updateProvider } from "@qubix/client";
import type { Provider } from "@qubix/contract";
import type { ProviderDocument } from "@qubix/protocol";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Amount } from "../../design/amount.tsx";
import { Badge } from "../../design/badge.tsx";
import { Button } from "../../design/button.tsx";
import { Card } from "../../design/card.tsx";
import { Notice } from "../../design/notice.tsx";
import { Stat, Stats } from "../../design/stat.tsx";
import { useToast } from "../../design/toast.tsx";
import { Loaded } from "../../hub/loaded.tsx";
import { useNetworkPulse } from "../../hub/network-provider.tsx";
import { Problem } from "../../hub/problem.tsx";
import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import { useCaller } from "../../wallet/use-caller.ts";
import { useWalletProblem } from "../../wallet/use-wallet-problem.ts";
import type { Account } from "../../wallet/wallet-provider.tsx";
import { ChangeTerms } from "./change-terms.tsx";
import { StakeDialog } from "./stake-dialog.tsx";
import { providerText } from "./text.ts";
import { useProviderRecord } from "./use-provider-record.ts";

/** Stake, terms and availability, as the contract has them now; and, for the owner, what can be done with them. */
export function StakeCard({ account, provider }: { account: Account; provider: ProviderDocument }) {
  const text = useText(providerText);
  const { amount, number, percent } = useFormat();
  const read = useProviderRecord(provider.identity);
  const isOwner = provider.identity === account.identity;
  const state = provider.paused ? (
    <Badge tone="warn">{text.paused}</Badge>
  ) : (
    <Badge tone={provider.online ? "good" : "neutral"}>{provider.online ? text.online : text.offline}</Badge>
  );
  return (
    <Card title={text.slot(provider.slot)} actions={state}>
      <Loaded read={read}>
        {({ record, freeStake, score }) => (
          <div className="flex flex-col gap-4">
            <Stats>
              <Stat
                label={text.stake}
                value={<Amount value={record.stake} />}
                note={text.locked(amount(record.locked))}
              />
              <Stat label={text.free} value={<Amount value={freeStake} />} note={text.freeNote} />
              <Stat label={text.price} value={<Amount value={record.minPrice} />} />
              <Stat label={text.running} value={`${number(record.live)} / ${number(record.capacity)}`} />
              <Stat label={text.score} value={percent(score / 10_000)} />
            </Stats>
            {isOwner ? <OwnerActions account={account} record={record} /> : <Notice>{text.notOwner}</Notice>}
          </div>
        )}
      </Loaded>
    </Card>
  );
}

type Work = (caller: ContractCaller) => Promise<void>;

function OwnerActions({ account, record }: { account: Account; record: Provider }) {
  const text = useText(providerText);
  const { amount, number } = useFormat();
  const problem = useWalletProblem();
  const toast = useToast();
  const queries = useQueryClient();
  const caller = useCaller();
  const { tick = 0 } = useNetworkPulse();
  const [open, setOpen] = useState<"terms" | "add" | "take">();
  const act = useMutation({
    mutationFn: async (work: Work) => work(await caller(account)),
    onSuccess() {
      toast({ title: text.done, tone: "good" });
      return Promise.all(
        ["provider-record", "listProviders"].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      );
    },
  });
  const run = (work: Work) => act.mutate(work);
  // Closes the dialog that it was saved in, and none that was opened while another call was on its way.
  const save = (work: Work) => act.mutate(work, { onSuccess: () => setOpen(undefined) });
  const waits = record.unstakeAt - tick;
  const error = act.error && problem(act.error);
  return (
    <>
      {record.unstaking > 0n && (
        <Notice
          title={text.unstaking(amount(record.unstaking))}
          actions={
            <>
              <Button disabled={waits > 0} busy={act.isPending} onClick={() => run(takeUnstaked)}>
                {text.take}
              </Button>
              <Button busy={act.isPending} onClick={() => run((by) => requestUnstake(by, 0n))}>
                {text.keep}
              </Button>
            </>
          }
        >
          {waits > 0 ? text.unstakeWait(number(waits)) : text.unstakeReady}
        </Notice>
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          busy={act.isPending}
          onClick={() => run((by) => updateProvider(by, record, { paused: record.paused === 1 ? 0 : 1 }))}
        >
          {record.paused === 1 ? text.resume : text.pause}
        </Button>
        <Button onClick={() => setOpen("terms")}>{text.change}</Button>
        <Button onClick={() => setOpen("add")}>{text.addStake}</Button>
        <Button onClick={() => setOpen("take")}>{text.takeStake}</Button>
      </div>
      {error && open === undefined && <Problem error={error} />}
      {open === "terms" && (
        <ChangeTerms
          record={record}
          busy={act.isPending}
          error={error}
          onSave={(change) => save((by) => updateProvider(by, record, change))}
          onClose={() => setOpen(undefined)}
        />
      )}
      {(open === "add" || open === "take") && (
        <StakeDialog
          kind={open}
          record={record}
          busy={act.isPending}
          error={error}
          onSave={(qu) => save((by) => (open === "add" ? updateProvider(by, record, {}, qu) : requestUnstake(by, qu)))}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}
