import { changeRoyalty } from "@qubix/client";
import type { ModelEntry } from "@qubix/contract";
import { type FormEvent, useState } from "react";
import { Button } from "../../../design/button.tsx";
import { TextField } from "../../../design/field.tsx";
import { Loaded } from "../../../hub/loaded.tsx";
import { Problem } from "../../../hub/problem.tsx";
import { useRoute } from "../../../hub/use-route.ts";
import { useFormat } from "../../../i18n/use-format.ts";
import { useText } from "../../../i18n/use-text.ts";
import { useCaller } from "../../../wallet/use-caller.ts";
import { useWalletProblem } from "../../../wallet/use-wallet-problem.ts";
import type { Account } from "../../../wallet/wallet-provider.tsx";
import { readRoyalty } from "../publish/publish-draft.ts";
import { modelsText } from "../text.ts";
import { useChange } from "./use-change.ts";
import { useOwnEntry } from "./use-own-entry.ts";

/** The hub hears of a change a few ticks after the contract. */
const LOOK_AGAIN_MS = 2_000;

interface Version {
  namespace: string;
  name: string;
  /** Digest of its manifest. */
  digest: string;
}

/** What each new job pays for a version, changed on the chain by a transaction that the account signs. */
export function RoyaltyForm({ account, version }: { account: Account; version: Version }) {
  const { manage: text } = useText(modelsText);
  const entry = useOwnEntry(version.digest, account.identity);
  return (
    <Loaded read={entry}>
      {(found) =>
        found === null ? (
          <p className="text-sm text-muted">{text.royaltyNotYours}</p>
        ) : (
          <Form key={String(found.record.royalty)} account={account} version={version} entry={found} />
        )
      }
    </Loaded>
  );
}

function Form({ account, version, entry }: { account: Account; version: Version; entry: ModelEntry }) {
  const { manage: text } = useText(modelsText);
  const { amount } = useFormat();
  const { royalty } = entry.record;
  const caller = useCaller();
  const problem = useWalletProblem();
  useHubInStep(version, royalty);
  const fee = useRoute("getNetwork", {}).data?.contractConfig.callFee;
  const [typed, setTyped] = useState(String(royalty));
  const wanted = readRoyalty(typed);
  const save = useChange(async (_, to: bigint) => changeRoyalty(await caller(account), entry, to));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wanted !== undefined) save.mutate(wanted);
  };
  return (
    <form onSubmit={submit} className="flex max-w-md flex-col gap-3">
      <TextField
        label={text.royaltyField}
        {...(fee !== undefined && { hint: text.royaltyFee(amount(BigInt(fee))) })}
        error={wanted === undefined ? text.royaltyWrong : undefined}
        value={typed}
        inputMode="numeric"
        maxLength={15}
        onChange={(event) => setTyped(event.target.value)}
      />
      {save.error && <Problem error={problem(save.error)} />}
      <Button
        type="submit"
        className="self-start"
        busy={save.isPending}
        disabled={wanted === undefined || wanted === royalty}
      >
        {text.royaltySave}
      </Button>
    </form>
  );
}

/** Reads the hub's word on a model again until it is the contract's. */
function useHubInStep({ namespace, name, digest }: Version, royalty: bigint): void {
  const read = { params: { namespace, name } };
  const { data } = useRoute("getModel", read, { enabled: false });
  const isBehind = data?.digest === digest && data.chain !== undefined && data.chain.royalty !== String(royalty);
  useRoute("getModel", read, { enabled: isBehind, every: LOOK_AGAIN_MS });
}
