import type { ReceiptVerdict } from "@qubix/client";
import type { JobDocument, ReceiptDocument } from "@qubix/protocol";
import { useMutation } from "@tanstack/react-query";
import { useRoute } from "../../hub/use-route.ts";
import { inWorker } from "../../worker/in-worker.ts";

/** A job's receipt, and what came of checking it in this page. */
export interface JobReceipt {
  document: ReceiptDocument | undefined;
  error: unknown;
  refetch: () => unknown;
  verify: () => void;
  isVerifying: boolean;
  verdict: ReceiptVerdict | undefined;
  problem: unknown;
  /** Identity that signed the list of computors. */
  arbitrator: string | undefined;
}

/** Reads the receipt of a job that has ended on the chain; it is checked when somebody asks for it. */
export function useReceipt(job: JobDocument): JobReceipt {
  const wasOnChain = job.closeReason !== undefined && !["refused", "dropped"].includes(job.closeReason);
  const receipt = useRoute("getJobReceipt", { params: { key: job.key } }, { enabled: wasOnChain });
  const network = useRoute("getNetwork", {});
  const check = useMutation({
    mutationFn: (document: ReceiptDocument) => inWorker("verifyReceipt", document, network.data!.network),
  });
  return {
    document: receipt.data,
    error: receipt.error,
    refetch: receipt.refetch,
    verify: () => receipt.data && network.data && check.mutate(receipt.data),
    isVerifying: check.isPending,
    verdict: check.data,
    problem: check.error,
    arbitrator: network.data?.network.arbitrator,
  };
}
