import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { Field, TextField } from "../../design/field.tsx";
import { Tabs } from "../../design/tabs.tsx";
import { useToast } from "../../design/toast.tsx";
import { useText } from "../../i18n/use-text.ts";
import { useWallet } from "../../wallet/wallet-provider.tsx";
import { FormState } from "./form-state.tsx";
import { NewPassword, passwordProblem } from "./new-password.tsx";
import { readBackup } from "./read-backup.ts";
import { walletText } from "./text.ts";

/** Brings an account here: from its seed under a new password, or from a backup with the password that it has. */
export function ImportAccount({ number, onClose }: { number: number; onClose: () => void }) {
  const text = useText(walletText);
  const toast = useToast();
  const { wallet } = useWallet();
  const [from, setFrom] = useState("seed");
  const [name, setName] = useState(text.defaultName(number));
  const [seed, setSeed] = useState("");
  const [fresh, setFresh] = useState({ password: "", repeated: "" });
  const [file, setFile] = useState<File>();
  const [password, setPassword] = useState("");
  const [checked, setChecked] = useState(false);
  const bring = useMutation({
    async mutationFn() {
      if (from === "seed") wallet.keep(name, await wallet.seal(seed.trim(), fresh.password));
      else if (file) wallet.keep(name, await wallet.openBackup(await readBackup(file), password));
    },
    onSuccess() {
      toast({ title: text.added(name), tone: "good" });
      onClose();
    },
  });
  const ready = from === "seed" ? passwordProblem(fresh) === undefined : file !== undefined;
  const nameField = (
    <TextField
      label={text.name}
      required
      maxLength={40}
      value={name}
      onChange={(event) => setName(event.target.value)}
    />
  );
  return (
    <Dialog
      title={text.import}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button kind="primary" type="submit" form="import" busy={bring.isPending}>
            {text.import}
          </Button>
        </>
      }
    >
      <form
        id="import"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          setChecked(true);
          if (ready) bring.mutate();
        }}
      >
        <Tabs
          label={text.import}
          value={from}
          onChange={setFrom}
          tabs={[
            {
              value: "seed",
              label: text.fromSeed,
              content: (
                <div className="flex flex-col gap-4">
                  {nameField}
                  <TextField
                    label={text.seed}
                    hint={text.seedHint}
                    type="password"
                    autoComplete="off"
                    required
                    value={seed}
                    onChange={(event) => setSeed(event.target.value)}
                  />
                  <NewPassword value={fresh} onChange={setFresh} checked={checked} />
                </div>
              ),
            },
            {
              value: "backup",
              label: text.fromBackup,
              content: (
                <div className="flex flex-col gap-4">
                  {nameField}
                  <Field label={text.file} hint={text.fileHint}>
                    {(control) => (
                      <input
                        type="file"
                        accept="application/json,.json"
                        required
                        className="w-full min-h-11 rounded-control border border-edge p-2"
                        onChange={(event) => setFile(event.target.files?.[0])}
                        {...control}
                      />
                    )}
                  </Field>
                  <TextField
                    label={text.password}
                    type="password"
                    autoComplete="current-password"
                    required
                    value={password}
                    onChange={(event) => setPassword(event.target.value)}
                  />
                </div>
              ),
            },
          ]}
        />
        <FormState doing={bring.isPending && text.working} error={bring.error} />
      </form>
    </Dialog>
  );
}
