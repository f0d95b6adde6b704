import type { HubClient } from "@qubix/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useToast } from "../../../design/toast.tsx";
import { useHub } from "../../../hub/hub-provider.tsx";
import { useText } from "../../../i18n/use-text.ts";
import { modelsText } from "../text.ts";

/** What is read of models: the routes about them, and of their files the ones that pages show. */
const OF_MODELS = /Model|^(?:card|manifest)$/;

/**
 * Changes something of a model on the hub; says so, and lets everything about models be read again.
 * @param said in place of "Saved"
 */
export function useChange<T = void, Answer = unknown>(
  change: (hub: HubClient, value: T) => Promise<Answer>,
  { onDone, said }: { onDone?: () => void; said?: string } = {},
) {
  const { manage } = useText(modelsText);
  const hub = useHub();
  const queries = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: (value: T) => change(hub, value),
    onSuccess: async () => {
      onDone?.();
      toast({ title: said ?? manage.saved, tone: "good" });
      await queries.invalidateQueries({ predicate: ({ queryKey }) => OF_MODELS.test(String(queryKey[0])) });
    },
  });
}
