import type { JobDocument } from "@qubix/protocol";
import { useState } from "react";
import { Button } from "../../../design/button.tsx";
import { Dialog } from "../../../design/dialog.tsx";
import { TextField } from "../../../design/field.tsx";
import { Problem } from "../../../hub/problem.tsx";
import { useText } from "../../../i18n/use-text.ts";
import { readAmount } from "../../run/check-draft.ts";
import { jobText } from "../text.ts";
import { useJobAction } from "./use-job-action.ts";

const MOST_TICKS = 10_000_000;

/** More money, or more time, for a job that still runs. */
export function TopUpDialog({ job, onClose }: { job: JobDocument; onClose: () => void }) {
  const { actions: words } = useText(jobText);
  const act = useJobAction(job);
  const [typed, setTyped] = useState({ amount: "", ticks: "" });
  const [isTried, setTried] = useState(false);
  const amount = readAmount(typed.amount || "0");
  const ticks = /^[0-9]{1,8}$/.test(typed.ticks || "0") ? Number(typed.ticks) : Number.NaN;
  const isTicks = ticks <= MOST_TICKS;
  const isNothing = amount === 0n && ticks === 0;
  const go = () => {
    setTried(true);
    if (amount === undefined || !isTicks || isNothing) return;
    act.mutate({ action: "topUp", amount, extendTicks: ticks }, { onSuccess: onClose });
  };
  const amountError = amount === undefined ? words.amountBad : isTried && isNothing ? words.nothing : undefined;
  return (
    <Dialog
      title={words.topUpTitle}
      description={words.topUpAbout}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{words.keep}</Button>
          <Button kind="primary" busy={act.isPending} onClick={go}>
            {words.topUp}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <TextField
          label={words.topUpAmount}
          hint={words.topUpAmountHint}
          inputMode="numeric"
          value={typed.amount}
          error={amountError}
          onChange={(event) => setTyped({ ...typed, amount: event.target.value.trim() })}
        />
        <TextField
          label={words.topUpTicks}
          inputMode="numeric"
          value={typed.ticks}
          error={isTicks ? undefined : words.ticksBad}
          onChange={(event) => setTyped({ ...typed, ticks: event.target.value.trim() })}
        />
        {act.error && <Problem error={act.error} />}
      </div>
    </Dialog>
  );
}
