import { ModelManifest } from "@qubix/protocol";
import { useQuery } from "@tanstack/react-query";
import { useHub } from "../../../hub/hub-provider.tsx";

/** A manifest has at most 64 files and 64 tensors. */
const MAX_BYTES = 1024 * 1024;

/** The manifest of a version, checked against the digest that jobs pin. @param digest missing for one that can't be run */
export function useManifest(digest: string | undefined) {
  const hub = useHub();
  return useQuery({
    queryKey: ["manifest", digest],
    queryFn: async () => {
      const bytes = await hub.readBlob(digest ?? "", MAX_BYTES);
      return ModelManifest.parse(JSON.parse(new TextDecoder().decode(bytes)));
    },
    enabled: digest !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
