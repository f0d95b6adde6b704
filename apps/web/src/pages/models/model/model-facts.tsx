import { type ModelRepositoryDocument, type ModelVersionDocument, sha256OfBlob } from "@qubix/protocol";
import { Link } from "react-router";
import { Amount } from "../../../design/amount.tsx";
import { Badge } from "../../../design/badge.tsx";
import { Card } from "../../../design/card.tsx";
import { Facts } from "../../../design/facts.tsx";
import { Identity, ShortId } from "../../../design/identity.tsx";
import { Notice } from "../../../design/notice.tsx";
import { Time } from "../../../design/time.tsx";
import { useRoute } from "../../../hub/use-route.ts";
import { useFormat } from "../../../i18n/use-format.ts";
import { useText } from "../../../i18n/use-text.ts";
import { modelsText } from "../text.ts";
import { useManifest } from "./use-manifest.ts";

/** What there is to know about a model at a glance. */
export function ModelFacts({
  repository,
  version,
}: {
  repository: ModelRepositoryDocument;
  version: ModelVersionDocument;
}) {
  const { facts: text, model, visibility, noun } = useText(modelsText);
  const { number, decimal, bytes, percent } = useFormat();
  const { namespace, name } = version;
  const newest = useRoute("getModel", { params: { namespace, name } }, { refresh: "jobs" }).data;
  const manifest = useManifest(version.digest).data;
  const { card } = version;
  const chain = newest?.version === version.id ? newest.chain : undefined;
  const price = repository.visibility === "gated" ? chain?.accessPrice : undefined;
  const tags = [...new Set([...(card.tags ?? []), ...(manifest?.tags ?? [])])];
  return (
    <Card title={text.title}>
      {chain?.active === false && <Notice tone="bad" title={model.withdrawn} />}
      <Facts
        facts={[
          [text.owner, <Identity key="owner" identity={repository.owner} />],
          [text.royalty, chain && <Royalty key="royalty" amount={chain.royalty} />],
          [text.accessPrice, price !== undefined ? <Amount key="price" value={price} /> : undefined],
          [text.license, card.license ?? manifest?.license],
          [text.task, card.pipeline_tag && <TaskLink key="task" task={card.pipeline_tag} />],
          [text.library, card.library_name],
          [text.language, card.language?.join(", ")],
          [text.datasets, card.datasets?.join(", ")],
          ...(manifest?.accuracy ?? []).map(
            ({ metric, value, dataset }) =>
              [`${text.accuracy}: ${metric}`, `${decimal(Number(value))} (${dataset})`] as const,
          ),
          [text.runs, newest?.runs !== undefined ? number(newest.runs) : undefined],
          [text.visibility, <Badge key="visibility">{visibility[repository.visibility]}</Badge>],
          [text.version, number(version.number)],
          [text.size, bytes(version.size)],
          [text.created, <Time key="created" ms={version.createdAt} />],
          [text.slot, chain ? String(chain.slot) : newest?.version === version.id ? text.notOnChain : undefined],
          [
            text.digest,
            version.digest && <ShortId key="digest" value={sha256OfBlob(version.digest)} what={noun.digest} />,
          ],
        ]}
      />
      {chain?.parentShareBps !== undefined && chain.parentShareBps > 0 && (
        <p className="mt-2 text-sm text-muted">{text.parentShare(percent(chain.parentShareBps / 10_000))}</p>
      )}
      {tags.length > 0 && (
        <ul aria-label={text.tags} className="mt-3 flex flex-wrap gap-1.5">
          {tags.map((tag) => (
            <li key={tag} className="min-w-0">
              <Link
                to={`/models?${new URLSearchParams({ tag })}`}
                className="inline-block max-w-full truncate rounded-full bg-sunken px-2.5 py-1 text-sm"
              >
                {tag}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Royalty({ amount }: { amount: string }) {
  const { facts: text } = useText(modelsText);
  return amount === "0" ? text.royaltyNone : <Amount value={amount} />;
}

function TaskLink({ task }: { task: string }) {
  return (
    <Link to={`/models?${new URLSearchParams({ task })}`} className="text-accent underline underline-offset-2">
      {task}
    </Link>
  );
}
