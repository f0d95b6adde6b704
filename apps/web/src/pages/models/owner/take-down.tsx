import type { ModelRepositoryDocument } from "@qubix/protocol";
import { useState } from "react";
import { useNavigate } from "react-router";
import { Button } from "../../../design/button.tsx";
import { Dialog } from "../../../design/dialog.tsx";
import { Problem } from "../../../hub/problem.tsx";
import { useText } from "../../../i18n/use-text.ts";
import { modelsText } from "../text.ts";
import { useChange } from "./use-change.ts";

/** Takes a model down, after asking once more. */
export function TakeDown({ repository: { namespace, name } }: { repository: ModelRepositoryDocument }) {
  const { manage: text } = useText(modelsText);
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const remove = useChange((hub) => hub.call("deleteModel", { params: { namespace, name } }), {
    onDone: () => void navigate("/models"),
  });
  return (
    <>
      <Button kind="danger" onClick={() => setAsking(true)}>
        {text.delete}
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={text.deleteSure(`${namespace}/${name}`)}
        description={text.deleteHint}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{text.cancel}</Button>
            <Button kind="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
              {text.deleteConfirm}
            </Button>
          </>
        }
      >
        {remove.error && <Problem error={remove.error} />}
      </Dialog>
    </>
  );
}
