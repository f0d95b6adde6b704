import { HubNode, type Progress, type PublishedModel, publishModel } from "@qubix/client";
import type { ModelManifest } from "@qubix/protocol";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useHub } from "../../../hub/hub-provider.tsx";
import type { Account } from "../../../wallet/wallet-provider.tsx";
import { cardText } from "./card-draft.ts";
import { cardOf, type PublishDraft } from "./publish-draft.ts";

/** How far it is. */
export type PublishStep =
  | { at: "upload"; file: string; progress: Progress }
  | { at: "chain" }
  | { at: "done"; published: PublishedModel }
  | { at: "failed"; error: unknown };

export interface Publication {
  draft: PublishDraft;
  manifest: ModelManifest;
  royalty: bigint;
}

/** Publishes what a form holds: checks the card, uploads what is missing, adds the version, publishes it on the chain. */
export function usePublishing(account: Account) {
  const hub = useHub();
  const queries = useQueryClient();
  const [step, setStep] = useState<PublishStep>();
  const stop = useRef<AbortController>(undefined);

  const publish = async ({ draft, manifest, royalty }: Publication, signal: AbortSignal) => {
    const card = cardText(cardOf(draft));
    // The same check as the hub's, before anything is sent.
    (await import("@qubix/protocol/card")).readCard(card);
    const { network } = await hub.call("getNetwork", {});
    const caller = {
      node: new HubNode(hub),
      contractIndex: network.contract.index,
      tickOffset: network.tickOffset,
      keyPair: await account.signer(),
      signal,
    };
    const onProgress = (file: string, progress: Progress) => {
      const isLast = file === manifest.files.at(-1)?.path && progress.done === progress.size;
      setStep(isLast ? { at: "chain" } : { at: "upload", file, progress });
    };
    const sources = draft.files.map(({ content }) => content);
    const more = { card, signal, onTop: "newest" as const, ...(draft.message !== "" && { message: draft.message }) };
    const published = await publishModel(hub, caller, { manifest, sources }, royalty, onProgress, more);
    setStep({ at: "done", published });
    await queries.invalidateQueries({ predicate: ({ queryKey }) => /Model/.test(String(queryKey[0])) });
  };

  return {
    step,
    start(publication: Publication) {
      const controller = new AbortController();
      stop.current = controller;
      const [first] = publication.manifest.files;
      setStep({ at: "upload", file: first?.path ?? "", progress: { done: 0, size: first?.size ?? 0 } });
      publish(publication, controller.signal).catch((error: unknown) => setStep({ at: "failed", error }));
    },
    /** Stops an upload; what has arrived stays for the next try. */
    stop: () => stop.current?.abort(),
    reset: () => setStep(undefined),
  };
}
