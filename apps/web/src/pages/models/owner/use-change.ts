import type { HubClient } from "@qubix/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useToast } from "../../../design/toast.tsx";
import { useHub } from "../../../hub/hub-provider.tsx";
import { useText } from "../../../i18n/use-text.ts";
import { modelsText } from "../text.ts";

/** Changes something of a model on the hub; says so, and lets everything about models be read again. */
export function useChange<T = void, Answer = unknown>(
  change: (hub: HubClient, value: T) => Promise<Answer>,
  onDone?: () => void,
) {
  const { manage } = useText(modelsText);
  const hub = useHub();
  const queries = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: (value: T) => change(hub, value),
    onSuccess: async () => {
      onDone?.();
      toast({ title: manage.saved, tone: "good" });
      await queries.invalidateQueries({ predicate: ({ queryKey }) => /Model/.test(String(queryKey[0])) });
    },
  });
}
