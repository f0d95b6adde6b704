import { estimateJob } from "@qubix/client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useHub } from "../../hub/hub-provider.tsx";
import type { Draft } from "./draft.ts";
import type { PinnedModel } from "./spec-of-draft.ts";
import { specOf } from "./spec-of-draft.ts";
import { estimatedTermsOf } from "./terms-of-draft.ts";

/** Nothing is sealed for an estimate: any key will do. */
const NO_KEY = "00".repeat(32);
const TYPING_MS = 400;

/** What the hub thinks that a draft without issues would cost; asked a moment after the last change. */
export function useEstimate(draft: Draft | undefined, pinned: PinnedModel | undefined) {
  const hub = useHub();
  const settled = useSettled(draft, TYPING_MS);
  return useQuery({
    queryKey: ["estimate", withoutFiles(settled), pinned],
    queryFn: () => estimateJob(hub, specOf(settled!, NO_KEY, pinned).spec, estimatedTermsOf(settled!)),
    enabled: settled !== undefined,
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
}

/** Files are told apart by their digests. */
function withoutFiles(draft: Draft | undefined): unknown {
  if (!draft) return undefined;
  const { program, inputs, ...rest } = draft;
  return { ...rest, program: program?.digest, inputs: inputs.map(({ path, digest }) => [path, digest]) };
}

/** A value once it has stayed the same for a while. */
function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
