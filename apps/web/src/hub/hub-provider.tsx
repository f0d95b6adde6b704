import { HubClient, type HubSession } from "@qubix/client";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useState } from "react";
import { useText } from "../i18n/use-text.ts";
import { problemWords } from "./problem-words.ts";

const Context = createContext<HubClient | undefined>(undefined);

/** The hub that served this page, and what has been read from it. */
export function HubProvider({ session, children }: { session: HubSession; children: ReactNode }) {
  // Loaded with the page: the words for a hub that does not answer can't come from it then.
  useText(problemWords);
  // The tokens of a session say who asks; the network's id is only part of what keys sign.
  const [hub] = useState(() => new HubClient({ ...session.hub, session }));
  // The client itself tries again what may succeed a little later.
  const [queries] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 10_000 } } }),
  );
  return (
    <Context value={hub}>
      <QueryClientProvider client={queries}>{children}</QueryClientProvider>
    </Context>
  );
}

/** The client of this page's hub; it speaks for whoever is signed in. */
export function useHub(): HubClient {
  const hub = useContext(Context);
  if (!hub) throw new Error("useHub needs a HubProvider");
  return hub;
}
