import type { ModelRepositoryDocument, ModelVersionDocument } from "@qubix/protocol";
import { useSearchParams } from "react-router";
import { ButtonLink } from "../../../design/button.tsx";
import { Card } from "../../../design/card.tsx";
import { Notice } from "../../../design/notice.tsx";
import { type Tab, Tabs } from "../../../design/tabs.tsx";
import { useFormat } from "../../../i18n/use-format.ts";
import { useText } from "../../../i18n/use-text.ts";
import { NeedsSession } from "../../../wallet/needs-account.tsx";
import { CardTab } from "../card/card-tab.tsx";
import { FilesTab } from "../files/files-tab.tsx";
import { LineageTab } from "../lineage/lineage-tab.tsx";
import { ManageTab } from "../owner/manage-tab.tsx";
import { useIsOwner } from "../owner/use-is-owner.ts";
import { modelsText } from "../text.ts";
import { UsageTab } from "../usage/usage-tab.tsx";
import { UseTab } from "../use/use-tab.tsx";
import { VersionsTab } from "../versions/versions-tab.tsx";
import { ModelFacts } from "./model-facts.tsx";
import { modelPath } from "./model-name.ts";

/** One version of a model: what it is, and everything that belongs to it, each behind a tab that the address remembers. */
export function ModelVersion({
  repository,
  version,
}: {
  repository: ModelRepositoryDocument;
  version: ModelVersionDocument;
}) {
  const { model: text } = useText(modelsText);
  const { number } = useFormat();
  const [params, setParams] = useSearchParams();
  const isOwner = useIsOwner(repository);
  const manage = (
    <NeedsSession>
      {(account) => <ManageTab account={account} repository={repository} version={version} />}
    </NeedsSession>
  );
  const tabs: Tab[] = [
    { value: "card", label: text.tabs.card, content: <CardTab files={version.files} /> },
    { value: "use", label: text.tabs.use, content: <UseTab version={version} /> },
    { value: "versions", label: text.tabs.versions, content: <VersionsTab repository={repository} /> },
    { value: "files", label: text.tabs.files, content: <FilesTab version={version} repository={repository} /> },
    { value: "usage", label: text.tabs.usage, content: <UsageTab model={version} /> },
    { value: "lineage", label: text.tabs.lineage, content: <LineageTab version={version} /> },
    ...(isOwner ? [{ value: "manage", label: text.tabs.manage, content: manage }] : []),
  ];
  const chosen = tabs.find(({ value }) => value === params.get("tab"))?.value ?? "card";
  const choose = (value: string) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        next.set("tab", value);
        return next;
      },
      { replace: true },
    );
  return (
    <>
      {version.id !== repository.head && (
        <Notice
          title={text.older(number(version.number))}
          actions={
            <ButtonLink small to={modelPath(version)}>
              {text.newest}
            </ButtonLink>
          }
        />
      )}
      {version.notRunnable !== undefined && (
        <Notice tone="warn" title={text.notRunnable}>
          {version.notRunnable}
        </Notice>
      )}
      <div className="grid items-start gap-4 sm:gap-6 lg:grid-cols-[2fr_1fr]">
        <Card title={text.parts}>
          <Tabs label={text.parts} tabs={tabs} value={chosen} onChange={choose} />
        </Card>
        <ModelFacts repository={repository} version={version} />
      </div>
    </>
  );
}
