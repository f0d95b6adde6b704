import { SendError, sendTransaction } from "@qubix/client";
import { publicKeyFromIdentity } from "@qubix/qubic";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { TextField } from "../../design/field.tsx";
import { useToast } from "../../design/toast.tsx";
import { Problem } from "../../hub/problem.tsx";
import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import { useCaller } from "../../wallet/use-caller.ts";
import { useWalletProblem } from "../../wallet/use-wallet-problem.ts";
import type { Account } from "../../wallet/wallet-provider.tsx";
import { checkTransfer } from "./check-transfer.ts";
import { walletText } from "./text.ts";

/** So much further ahead than a call's is a transfer's tick: it is not signed again when the way to the hub was slow. */
const AHEAD = 3;

/** Sends QU: checks what was typed, has it signed, and waits until a tick has taken it. */
export function Send({ account, balance, onClose }: { account: Account; balance: bigint; onClose: () => void }) {
  const text = useText(walletText);
  const format = useFormat();
  const problem = useWalletProblem();
  const toast = useToast();
  const queries = useQueryClient();
  const caller = useCaller();
  const [to, setTo] = useState("");
  const [amount, setAmount] = useState("");
  const [checked, setChecked] = useState(false);
  const transfer = checkTransfer(to, amount, balance);
  const send = useMutation({
    async mutationFn() {
      if (!transfer.ok) return;
      const { node, keyPair, tickOffset, pollMs = 500 } = await caller(account);
      const { destination: identity, amount: qu } = transfer;
      const plain = { destination: publicKeyFromIdentity(identity), amount: qu, inputType: 0, input: new Uint8Array() };
      // Once: a transfer has no nonce, and only its owner may decide that it is signed a second time.
      await sendTransaction(node, keyPair, plain, { tickOffset: AHEAD * tickOffset, pollMs, attempts: 1 });
      toast({ title: text.sent(format.amount(qu)), tone: "good" });
    },
    onSuccess: onClose,
    onSettled: () => queries.invalidateQueries({ queryKey: ["listIdentityTransactions"] }),
  });
  const told = send.error && problem(send.error);
  return (
    <Dialog
      title={text.send}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button kind="primary" type="submit" form="send" busy={send.isPending}>
            {text.send}
          </Button>
        </>
      }
    >
      <form
        id="send"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          setChecked(true);
          if (transfer.ok) send.mutate();
        }}
      >
        <TextField
          label={text.to}
          hint={text.toHint}
          value={to}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          className="font-mono"
          error={checked && !transfer.ok && transfer.to ? text[transfer.to] : undefined}
          onChange={(event) => setTo(event.target.value)}
        />
        <TextField
          label={`${text.amount} (QU)`}
          hint={text.amountHint(format.amount(balance))}
          inputMode="numeric"
          value={amount}
          error={checked && !transfer.ok && transfer.amount ? text[transfer.amount] : undefined}
          onChange={(event) => setAmount(event.target.value)}
        />
        <p role="status" className="text-sm text-muted">
          {transfer.ok && `= ${format.amount(transfer.amount)}`} {send.isPending && text.sending}
        </p>
        {told && <Problem error={send.error instanceof SendError ? { ...told, message: text.dropped } : told} />}
      </form>
    </Dialog>
  );
}
