import type { ProviderDocument } from "@qubix/protocol";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Select } from "../../design/field.tsx";
import { Page } from "../../design/page.tsx";
import { useHub } from "../../hub/hub-provider.tsx";
import { Loaded } from "../../hub/loaded.tsx";
import { useText } from "../../i18n/use-text.ts";
import { NeedsAccount } from "../../wallet/needs-account.tsx";
import type { Account } from "../../wallet/wallet-provider.tsx";
import { BecomeProvider } from "./become-provider.tsx";
import { ProviderView } from "./provider-view.tsx";
import { providerText } from "./text.ts";

/** What the account's provider is and earns; or the way to become one. */
export function ProviderPage() {
  const text = useText(providerText);
  return <Page title={text.title}>{<NeedsAccount>{(account) => <Own account={account} />}</NeedsAccount>}</Page>;
}

function Own({ account }: { account: Account }) {
  const text = useText(providerText);
  const own = useOwnProviders(account.identity);
  const [chosen, setChosen] = useState<number>();
  return (
    <Loaded read={own}>
      {(providers) => {
        const provider = providers.find(({ slot }) => slot === chosen) ?? providers[0];
        if (!provider) return <BecomeProvider account={account} />;
        return (
          <>
            {providers.length > 1 && (
              <Select
                label={text.choose}
                value={String(provider.slot)}
                options={providers.map(({ slot }) => ({ value: String(slot), label: text.slot(slot) }))}
                onChange={(event) => setChosen(Number(event.target.value))}
              />
            )}
            <ProviderView key={provider.slot} account={account} provider={provider} />
          </>
        );
      }}
    </Loaded>
  );
}

/** Providers that this identity owns, works for, or is paid by; a hub knows them all. */
function useOwnProviders(identity: string) {
  const hub = useHub();
  return useQuery({
    queryKey: ["listProviders", "own", identity],
    queryFn: async ({ signal }) => {
      const own: ProviderDocument[] = [];
      for await (const one of hub.pages("listProviders", { query: { limit: 100 }, signal }))
        if ([one.identity, one.hot, one.payout].includes(identity)) own.push(one);
      return own;
    },
    refetchInterval: 10_000,
  });
}
