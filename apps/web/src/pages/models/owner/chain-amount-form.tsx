import { changeRoyalty, setAccessPrice } from "@qubix/client";
import type { ModelEntry } from "@qubix/contract";
import { type FormEvent, useState } from "react";
import { Button } from "../../../design/button.tsx";
import { TextField } from "../../../design/field.tsx";
import { Loaded } from "../../../hub/loaded.tsx";
import { Problem } from "../../../hub/problem.tsx";
import { useRoute } from "../../../hub/use-route.ts";
import { parseAmount } from "../../../i18n/amount-text.ts";
import { useFormat } from "../../../i18n/use-format.ts";
import { useText } from "../../../i18n/use-text.ts";
import { useCaller } from "../../../wallet/use-caller.ts";
import { useWalletProblem } from "../../../wallet/use-wallet-problem.ts";
import type { Account } from "../../../wallet/wallet-provider.tsx";
import { modelsText } from "../text.ts";
import { useChange } from "./use-change.ts";
import { type ChainAmount, useHubInStep } from "./use-hub-in-step.ts";
import { useOwnEntry } from "./use-own-entry.ts";

const CHANGES = { royalty: changeRoyalty, accessPrice: setAccessPrice };

interface Version {
  namespace: string;
  name: string;
  /** Digest of its manifest. */
  digest: string;
}

interface Props {
  what: ChainAmount;
  account: Account;
  version: Version;
}

/** An amount that the contract has of a version, changed by a transaction that the account signs. */
export function ChainAmountForm(props: Props) {
  const { manage: text } = useText(modelsText);
  const read = useOwnEntry(props.version.digest, props.account.identity);
  return (
    <Loaded read={read}>
      {(entry) =>
        entry === null ? (
          <p className="text-sm text-muted">{text.notYours}</p>
        ) : (
          <Form key={String(entry.record[props.what])} {...props} entry={entry} />
        )
      }
    </Loaded>
  );
}

function Form({ what, account, version, entry }: Props & { entry: ModelEntry }) {
  const { manage: text } = useText(modelsText);
  const { field, save: verb } = text.amounts[what];
  const { amount } = useFormat();
  const now = entry.record[what];
  const caller = useCaller();
  const problem = useWalletProblem();
  useHubInStep(version, entry, what);
  const fee = useRoute("getNetwork", {}).data?.contractConfig.callFee;
  const [typed, setTyped] = useState(String(now));
  const wanted = parseAmount(typed);
  const save = useChange(async (_, to: bigint) => CHANGES[what](await caller(account), entry, to));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wanted !== undefined) save.mutate(wanted);
  };
  return (
    <form onSubmit={submit} className="flex max-w-md flex-col gap-3">
      <TextField
        label={field}
        {...(fee !== undefined && { hint: text.changeFee(amount(BigInt(fee))) })}
        error={wanted === undefined ? text.amountWrong : undefined}
        value={typed}
        inputMode="numeric"
        maxLength={20}
        onChange={(event) => setTyped(event.target.value)}
      />
      {save.error && <Problem error={problem(save.error)} />}
      <Button
        type="submit"
        className="self-start"
        busy={save.isPending}
        disabled={wanted === undefined || wanted === now}
      >
        {verb}
      </Button>
    </form>
  );
}
