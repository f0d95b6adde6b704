import { useQuery } from "@tanstack/react-query";
import { useHub } from "../../../hub/hub-provider.tsx";
import type { CardFile } from "./card-target.ts";

/** Where a card lies among the files of a version. */
export const CARD_PATH = "README.md";
/** Longest card that hubs take. */
const MAX_BYTES = 1024 * 1024;

/** The text of a version's card; null when it has none. */
export function useCard(files: readonly CardFile[]) {
  const hub = useHub();
  const file = files.find(({ path }) => path === CARD_PATH);
  return useQuery({
    queryKey: ["card", file?.digest],
    queryFn: async () => {
      if (file === undefined || file.size === 0) return null;
      // Nothing that is no text becomes an error: what can't be read as such is shown as what it is.
      return new TextDecoder().decode(await hub.readBlob(file.digest, MAX_BYTES));
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}
