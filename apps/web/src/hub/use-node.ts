import { HubNode } from "@qubix/client";
import { useMemo } from "react";
import { useHub } from "./hub-provider.tsx";

/** The chain, through this page's hub. */
export function useNode(): HubNode {
  const hub = useHub();
  return useMemo(() => new HubNode(hub), [hub]);
}
