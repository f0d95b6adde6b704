import type { ReceiptDocument } from "@qubix/protocol";
import { useQuery } from "@tanstack/react-query";
import { useHub } from "../../hub/hub-provider.tsx";
import { type EarningRow, earningRows } from "./earning-rows.ts";

/** More receipts than these are not read at once. */
export const MOST_RECEIPTS = 500;

/** What a provider earned by its newest receipts; the hub tells when, as far as it keeps attempts. */
export function useEarnings(provider: number) {
  const hub = useHub();
  return useQuery({
    queryKey: ["listReceipts", "earnings", provider],
    queryFn: async ({ signal }): Promise<EarningRow[]> => {
      const receipts: ReceiptDocument[] = [];
      for await (const receipt of hub.pages("listReceipts", { query: { provider, limit: 100 }, signal }))
        if (receipts.push(receipt) >= MOST_RECEIPTS) break;
      const times = new Map<string, number>();
      for await (const one of hub.pages("listAttempts", { query: { provider, limit: 100 }, signal }))
        if (times.set(`${one.jobKey}/${one.attempt}`, one.updatedAt).size >= MOST_RECEIPTS) break;
      return earningRows(receipts, provider, times);
    },
    meta: { refresh: "jobs" },
  });
}
