import type { JobAction } from "@qubix/client";
import type { JobDocument } from "@qubix/protocol";
import { useState } from "react";
import { Button, ButtonLink } from "../../../design/button.tsx";
import { useNetworkPulse } from "../../../hub/network-provider.tsx";
import { useText } from "../../../i18n/use-text.ts";
import { useAccount } from "../../../wallet/wallet-provider.tsx";
import { actionsFor } from "../job-actions.ts";
import { jobText } from "../text.ts";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { TopUpDialog } from "./top-up-dialog.tsx";

/** What can be done to the job now by the account in use. */
export function JobActions({ job }: { job: JobDocument }) {
  const { actions: words } = useText(jobText);
  const account = useAccount();
  const { tick = 0 } = useNetworkPulse();
  const [open, setOpen] = useState<JobAction | "topUp">();
  const can = actionsFor(job, account?.identity, tick);
  const close = () => setOpen(undefined);
  return (
    <>
      {can.accept && (
        <Button small kind="primary" onClick={() => setOpen("accept")}>
          {words.accept}
        </Button>
      )}
      {can.topUp && (
        <Button small onClick={() => setOpen("topUp")}>
          {words.topUp}
        </Button>
      )}
      {can.claim && (
        <Button small onClick={() => setOpen("claim")}>
          {words.claim}
        </Button>
      )}
      {can.cancel && (
        <Button small kind="danger" onClick={() => setOpen("cancel")}>
          {words.cancel}
        </Button>
      )}
      <ButtonLink small to={`/run?again=${job.key}`}>
        {words.again}
      </ButtonLink>
      {/* What can't be done any more needs no answer. */}
      {open === "topUp" && can.topUp && <TopUpDialog job={job} onClose={close} />}
      {open !== undefined && open !== "topUp" && can[open] && <ConfirmDialog job={job} action={open} onClose={close} />}
    </>
  );
}
