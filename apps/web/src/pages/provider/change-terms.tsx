import type { ProviderChange } from "@qubix/client";
import type { Provider } from "@qubix/contract";
import { identityFromPublicKey } from "@qubix/qubic";
import { useState } from "react";
import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { Problem } from "../../hub/problem.tsx";
import { useText } from "../../i18n/use-text.ts";
import { checkTerms } from "./check-terms.ts";
import { TermsFields } from "./terms-fields.tsx";
import { providerText } from "./text.ts";
import { useLeast } from "./use-least.ts";

/** Price, capacity, and the keys for working and payments. */
export function ChangeTerms({
  record,
  busy,
  error,
  onSave,
  onClose,
}: {
  record: Provider;
  busy: boolean;
  error: unknown;
  onSave: (change: ProviderChange) => void;
  onClose: () => void;
}) {
  const text = useText(providerText);
  const least = { stake: 0n, minPrice: useLeast()?.minPrice ?? 0n };
  const [typed, setTyped] = useState(() => ({
    stake: "0",
    minPrice: String(record.minPrice),
    capacity: String(record.capacity),
    hot: identityFromPublicKey(record.hot),
    payout: identityFromPublicKey(record.payout),
  }));
  const [tried, setTried] = useState(false);
  const terms = checkTerms(typed, least);
  return (
    <Dialog
      title={text.change}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button kind="primary" type="submit" form="terms" busy={busy}>
            {text.save}
          </Button>
        </>
      }
    >
      <form
        id="terms"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (!terms.ok) return;
          const { minPrice, capacity, hot, payout } = terms;
          onSave({ minPrice, capacity, hot, payout });
        }}
      >
        <TermsFields
          value={typed}
          onChange={setTyped}
          checked={tried ? terms : undefined}
          least={least}
          withStake={false}
        />
        {error !== null && error !== undefined && <Problem error={error} />}
      </form>
    </Dialog>
  );
}
