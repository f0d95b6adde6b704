import { type ModelVersionDocument, sha256OfBlob } from "@qubix/protocol";
import { type FormEvent, useState } from "react";
import { Button } from "../../../design/button.tsx";
import { TextArea, TextField } from "../../../design/field.tsx";
import { Loaded } from "../../../hub/loaded.tsx";
import { Problem } from "../../../hub/problem.tsx";
import { useText } from "../../../i18n/use-text.ts";
import { CardText } from "../card/card-text.tsx";
import { CARD_PATH, useCard } from "../card/use-card.ts";
import { modelsText } from "../text.ts";
import { useChange } from "./use-change.ts";

/** Changes the card, which makes the next version of the model. */
export function CardEditor({ version }: { version: ModelVersionDocument }) {
  const card = useCard(version.files);
  return <Loaded read={card}>{(text) => <Editor key={version.id} version={version} before={text ?? ""} />}</Loaded>;
}

function Editor({ version, before }: { version: ModelVersionDocument; before: string }) {
  const { manage: text } = useText(modelsText);
  const { namespace, name, id, files } = version;
  const [card, setCard] = useState(before);
  const [message, setMessage] = useState(text.cardMessageDefault);
  const [preview, setPreview] = useState(false);
  const save = useChange(async (hub) => {
    // The same check as the hub's, before anything is sent.
    (await import("@qubix/protocol/card")).readCard(card);
    const sha256 = sha256OfBlob(await hub.uploadBlob(new TextEncoder().encode(card)));
    const put = [{ path: CARD_PATH, sha256 }];
    await hub.call("addModelVersion", { params: { namespace, name }, body: { message, put, remove: [], parent: id } });
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      {preview ? (
        <div className="rounded-card border p-4">
          <CardText text={card} files={files} />
        </div>
      ) : (
        <TextArea
          label={text.card}
          labelHidden
          rows={14}
          value={card}
          onChange={(event) => setCard(event.target.value)}
        />
      )}
      <TextField
        label={text.cardMessage}
        value={message}
        maxLength={500}
        onChange={(event) => setMessage(event.target.value)}
      />
      {save.error && <Problem error={save.error} />}
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setPreview(!preview)}>{preview ? text.edit : text.preview}</Button>
        <Button
          type="submit"
          kind="primary"
          busy={save.isPending}
          disabled={card === before || card === "" || message.trim() === ""}
        >
          {text.saveCard}
        </Button>
      </div>
    </form>
  );
}
