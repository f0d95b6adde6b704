import { usePages } from "../../hub/use-pages.ts";

/** Transactions of the whole network, newest first. */
export const useLatestTransactions = () =>
  usePages("listChainTransactions", { query: { limit: 10 } }, { refresh: "tick" });
