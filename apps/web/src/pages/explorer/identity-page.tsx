import type { RouteResponse } from "@qubix/protocol";
import { useParams } from "react-router";
import { Amount } from "../../design/amount.tsx";
import { Card } from "../../design/card.tsx";
import { Empty } from "../../design/empty.tsx";
import { Facts } from "../../design/facts.tsx";
import { ShortId } from "../../design/identity.tsx";
import { Notice } from "../../design/notice.tsx";
import { Page } from "../../design/page.tsx";
import { Stat, Stats } from "../../design/stat.tsx";
import { Tabs } from "../../design/tabs.tsx";
import { designText } from "../../design/text.ts";
import { Loaded } from "../../hub/loaded.tsx";
import { useRoute } from "../../hub/use-route.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import { useContractIdentity } from "./contract-identity.ts";
import { ExplorerSections } from "./explorer-sections.tsx";
import { IdentityJobs } from "./identity-jobs.tsx";
import { IdentityModels } from "./identity-models.tsx";
import { IdentityProvider } from "./identity-provider.tsx";
import { IdentityTransactions } from "./identity-transactions.tsx";
import { explorerText } from "./text.ts";
import { TickLink } from "./tick-link.tsx";

/** `/explorer/identities/:identity`: what the chain and this hub know of somebody. */
export function IdentityPage() {
  const { identity: text } = useText(explorerText);
  const { identity: noun } = useText(designText);
  const { identity = "" } = useParams();
  const entity = useRoute("getEntity", { params: { identity } }, { refresh: "tick" });
  const isContract = useContractIdentity() === identity;
  return (
    <Page title={text.title}>
      <ExplorerSections />
      <Card title={<ShortId value={identity} what={noun} />}>
        <p className="mb-4 font-mono text-sm break-all text-muted">{identity}</p>
        {isContract && (
          <div className="mb-4">
            <Notice title={text.contract} />
          </div>
        )}
        <Loaded read={entity}>{(found) => <Entity entity={found} />}</Loaded>
      </Card>
      <IdentityProvider identity={identity} />
      <Card>
        <Tabs
          key={identity}
          label={text.title}
          tabs={[
            {
              value: "transactions",
              label: text.tabs.transactions,
              content: <IdentityTransactions identity={identity} />,
            },
            { value: "jobs", label: text.tabs.jobs, content: <IdentityJobs identity={identity} /> },
            { value: "models", label: text.tabs.models, content: <IdentityModels identity={identity} /> },
          ]}
        />
      </Card>
    </Page>
  );
}

function Entity({ entity }: { entity: RouteResponse<"getEntity"> }) {
  const { identity: text } = useText(explorerText);
  const { number } = useFormat();
  const { balance, incoming, outgoing, incomingTransfers, outgoingTransfers } = entity;
  if (incomingTransfers + outgoingTransfers === 0) return <Empty title={text.never}>{text.neverHint}</Empty>;
  const latest = Math.max(entity.latestIncomingTick, entity.latestOutgoingTick);
  return (
    <>
      <Stats>
        <Stat label={text.balance} value={<Amount value={balance} />} />
        <Stat
          label={text.incoming}
          value={<Amount value={incoming} />}
          note={text.transfers(incomingTransfers, number(incomingTransfers))}
        />
        <Stat
          label={text.outgoing}
          value={<Amount value={outgoing} />}
          note={text.transfers(outgoingTransfers, number(outgoingTransfers))}
        />
      </Stats>
      <div className="mt-4">
        <Facts facts={[[text.latest, latest === 0 ? undefined : <TickLink key="latest" tick={latest} />]]} />
      </div>
    </>
  );
}
