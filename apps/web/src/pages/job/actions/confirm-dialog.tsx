import type { JobAction } from "@qubix/client";
import type { JobDocument } from "@qubix/protocol";
import { Button } from "../../../design/button.tsx";
import { Dialog } from "../../../design/dialog.tsx";
import { Problem } from "../../../hub/problem.tsx";
import { useText } from "../../../i18n/use-text.ts";
import { jobText } from "../text.ts";
import { useJobAction } from "./use-job-action.ts";

/** Says what an action does before it is signed. */
export function ConfirmDialog({ job, action, onClose }: { job: JobDocument; action: JobAction; onClose: () => void }) {
  const { actions: words } = useText(jobText);
  const act = useJobAction(job);
  const { title, about } = words.confirm[action];
  const go = () => act.mutate({ action }, { onSuccess: onClose });
  return (
    <Dialog
      title={title}
      description={about}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{words.keep}</Button>
          <Button kind={action === "cancel" ? "danger" : "primary"} busy={act.isPending} onClick={go}>
            {words[action]}
          </Button>
        </>
      }
    >
      {act.error && <Problem error={act.error} />}
    </Dialog>
  );
}
