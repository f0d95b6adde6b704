import type { PreparedJob } from "@qubix/client";
import { type ModelDocument, type NetworkInfo, toHex } from "@qubix/protocol";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useNavigate } from "react-router";
import { useHub } from "../../hub/hub-provider.tsx";
import { useSession } from "../../wallet/use-session.ts";
import { useAccount } from "../../wallet/wallet-provider.tsx";
import type { Draft } from "./draft.ts";
import { type PinnedModel, specOf } from "./spec-of-draft.ts";
import { termsOf } from "./terms-of-draft.ts";

/** What is going on between the button and the job. */
export type Stage = { name: "checking" | "signing" } | { name: "uploading"; file: string; progress: number };

/** A whole submission: what is run, and for how much. */
export interface Submission {
  /** Without issues. */
  draft: Draft;
  pinned: PinnedModel | undefined;
  model: ModelDocument | undefined;
  network: NetworkInfo;
  priceCap: bigint;
  /** The contract's fee for jobs at present. */
  createFee: bigint;
}

/**
 * Checks a job with the contract, uploads what it reads, has it signed and submits it. Nothing is uploaded for a job that the
 * contract would refuse; what was uploaded before a break is not sent again.
 */
export function useSubmit() {
  const hub = useHub();
  const account = useAccount();
  const { signedIn, signIn } = useSession();
  const navigate = useNavigate();
  const [stage, setStage] = useState<Stage>();
  const stop = useRef<AbortController>(undefined);
  const submit = useMutation({
    async mutationFn({ draft, pinned, model, network, priceCap, createFee }: Submission): Promise<PreparedJob> {
      if (!account) throw new Error("There is no account.");
      stop.current = new AbortController();
      const { signal } = stop.current;
      setStage({ name: "checking" });
      const { explainCall, HubNode, planCreateJob, submitJob } = await import("../../hub/chain-work.ts");
      const files = [...(draft.kind === "wasm" && draft.program ? [draft.program] : []), ...draft.inputs];
      // Hubs keep files for accounts alone. Asked first: it unlocks the account for all that follows.
      if (!signedIn && files.some(({ content }) => content)) await signIn.mutateAsync();
      const keyPair = await account.signer();
      const { spec } = specOf(draft, toHex((await keyPair.sealKeyPair()).publicKey), pinned);
      const offered = model?.chain && { slot: model.chain.slot, royalty: BigInt(model.chain.royalty) };
      const terms = termsOf(draft, network, priceCap, offered);
      const { contract, tickOffset } = network.network;
      const submitter = { hub, node: new HubNode(hub), contractIndex: contract.index, tickOffset, keyPair };
      const { tick } = await submitter.node.tickInfo();
      const context = { ...submitter, tick, createFee, publicKey: keyPair.publicKey };
      const plan = planCreateJob(spec, { ...terms, deadline: tick + terms.deadlineTicks }, context);
      await explainCall(submitter, plan.ladder[0]!, plan.amount);
      for (const { path, content } of files) {
        if (!content) continue;
        signal.throwIfAborted();
        const tell = (progress: number) => setStage({ name: "uploading", file: path, progress });
        tell(0);
        await hub.uploadBlob(content, { signal, onProgress: ({ done, size }) => tell(size === 0 ? 1 : done / size) });
      }
      signal.throwIfAborted();
      setStage({ name: "signing" });
      return submitJob(submitter, spec, terms);
    },
    onSuccess: ({ key }) => void navigate(`/jobs/${key}`),
    onSettled: () => setStage(undefined),
  });
  return {
    submit: submit.mutate,
    isPending: submit.isPending,
    error: submit.error,
    stage,
    stop: () => stop.current?.abort(),
  };
}

/** A submission under way; it belongs to the form, whatever part of it is drawn. */
export type Submitting = ReturnType<typeof useSubmit>;
