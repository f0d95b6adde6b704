import type { Provider } from "@qubix/contract";
import { useState } from "react";
import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { TextField } from "../../design/field.tsx";
import { Problem } from "../../hub/problem.tsx";
import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import { checkStake } from "./check-stake.ts";
import { providerText } from "./text.ts";
import { useLeast } from "./use-least.ts";

/** Adds stake, or asks for some of it back. */
export function StakeDialog({
  kind,
  record,
  busy,
  error,
  onSave,
  onClose,
}: {
  kind: "add" | "take";
  record: Pick<Provider, "stake" | "locked">;
  busy: boolean;
  error: unknown;
  onSave: (amount: bigint) => void;
  onClose: () => void;
}) {
  const text = useText(providerText);
  const { number, amount: written } = useFormat();
  const [typed, setTyped] = useState("");
  const [tried, setTried] = useState(false);
  const least = useLeast();
  const leastStake = least?.stake ?? 0n;
  const checked = checkStake(typed, kind === "take" ? { ...record, least: leastStake } : undefined);
  return (
    <Dialog
      title={kind === "add" ? text.addStake : text.takeStake}
      {...(kind === "take" && { description: text.takeStakeWhy(number(least?.unstakeTicks ?? 0)) })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button kind="primary" type="submit" form="stake" busy={busy}>
            {text.save}
          </Button>
        </>
      }
    >
      <form
        id="stake"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (checked.ok) onSave(checked.amount);
        }}
      >
        <TextField
          label={`${text.amount} (QU)`}
          {...(kind === "take" && {
            hint: text.takeStakeHint(written(record.stake - record.locked), written(leastStake)),
          })}
          inputMode="numeric"
          value={typed}
          error={tried && !checked.ok ? text[checked.wrong] : undefined}
          onChange={(event) => setTyped(event.target.value)}
        />
        {error !== null && error !== undefined && <Problem error={error} />}
      </form>
    </Dialog>
  );
}
