import type { ModelRepositoryDocument, ModelVersionDocument } from "@qubix/protocol";
import type { ReactNode } from "react";
import { useRoute } from "../../../hub/use-route.ts";
import { useText } from "../../../i18n/use-text.ts";
import type { Account } from "../../../wallet/wallet-provider.tsx";
import { modelsText } from "../text.ts";
import { AccessList } from "./access-list.tsx";
import { CardEditor } from "./card-editor.tsx";
import { ChainAmountForm } from "./chain-amount-form.tsx";
import { RefsForm } from "./refs-form.tsx";
import { TakeDown } from "./take-down.tsx";
import { VisibilityForm } from "./visibility-form.tsx";

/** What the owner of a model can change. */
export function ManageTab({
  account,
  repository,
  version,
}: {
  account: Account;
  repository: ModelRepositoryDocument;
  version: ModelVersionDocument;
}) {
  const { manage: text } = useText(modelsText);
  const { namespace, name, digest } = version;
  const { visibility, gating } = repository;
  const newest = useRoute("getModel", { params: { namespace, name } }, { enabled: false }).data;
  // A price stays on the chain when the gate is taken away, so that it can be ended then too.
  const isPriced = newest?.digest === digest && newest?.chain?.accessPrice !== undefined;
  return (
    <div className="flex flex-col gap-8">
      <Section title={text.visibility}>
        <VisibilityForm repository={repository} />
      </Section>
      {visibility !== "public" && (
        <Section title={text.access} hint={text.accessHint}>
          <AccessList repository={repository} />
        </Section>
      )}
      {digest !== undefined && (visibility === "gated" || isPriced) && (
        <Section title={text.amounts.accessPrice.title} hint={text.amounts.accessPrice.hint}>
          {visibility === "gated" && gating === "auto" && <p className="mb-2 text-sm text-warn">{text.freeForAll}</p>}
          <ChainAmountForm what="accessPrice" account={account} version={{ namespace, name, digest }} />
        </Section>
      )}
      {digest !== undefined && (
        <Section title={text.amounts.royalty.title} hint={text.amounts.royalty.hint}>
          <ChainAmountForm what="royalty" account={account} version={{ namespace, name, digest }} />
        </Section>
      )}
      <Section title={text.refs} hint={text.refsHint}>
        <RefsForm repository={repository} />
      </Section>
      {version.id === repository.head && (
        <Section title={text.card} hint={text.cardHint}>
          <CardEditor version={version} />
        </Section>
      )}
      <Section title={text.delete} hint={text.deleteHint}>
        <TakeDown repository={repository} />
      </Section>
    </div>
  );
}

function Section({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="font-medium">{title}</h3>
      {hint !== undefined && <p className="mb-2 text-sm text-muted">{hint}</p>}
      {children}
    </section>
  );
}
