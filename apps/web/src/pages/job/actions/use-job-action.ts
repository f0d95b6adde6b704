import type { ContractCaller, JobAction } from "@qubix/client";
import type { JobDocument } from "@qubix/protocol";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useToast } from "../../../design/toast.tsx";
import { useHub } from "../../../hub/hub-provider.tsx";
import { useText } from "../../../i18n/use-text.ts";
import { useAccount } from "../../../wallet/wallet-provider.tsx";
import { jobText } from "../text.ts";

/** What is done to a job: one of the plain actions, or a top-up. */
export type Act = { action: JobAction } | { action: "topUp"; amount: bigint; extendTicks: number };

/** Signs an action on a job and hands it to the hub; the wallet asks its owner on the way. */
export function useJobAction(job: JobDocument) {
  const hub = useHub();
  const account = useAccount();
  const queries = useQueryClient();
  const toast = useToast();
  const { actions: words } = useText(jobText);
  return useMutation({
    async mutationFn(act: Act) {
      if (!account) return;
      const { actOnJob, HubNode, topUpJob } = await import("../../../hub/chain-work.ts");
      const { network } = await hub.call("getNetwork", {});
      const caller: ContractCaller = {
        node: new HubNode(hub),
        contractIndex: network.contract.index,
        tickOffset: network.tickOffset,
        keyPair: await account.signer(),
      };
      if (act.action === "topUp") await topUpJob(hub, caller, job.key, act);
      else await actOnJob(hub, caller, act.action, job.key);
    },
    // Here and not where it was asked for: the dialog may be gone by then.
    onSuccess() {
      toast({ title: words.sent, tone: "good" });
      void queries.invalidateQueries({ queryKey: ["getJob"] });
    },
  });
}
