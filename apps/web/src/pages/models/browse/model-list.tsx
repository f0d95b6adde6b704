import type { RouteResponse } from "@qubix/protocol";
import { Link } from "react-router";
import { Badge } from "../../../design/badge.tsx";
import { Time } from "../../../design/time.tsx";
import { useFormat } from "../../../i18n/use-format.ts";
import { useText } from "../../../i18n/use-text.ts";
import { modelsText } from "../text.ts";

type Model = RouteResponse<"listModels">["items"][number];

/** Models as cards side by side. */
export function ModelList({ models }: { models: readonly Model[] }) {
  const { browse } = useText(modelsText);
  return (
    <ul aria-label={browse.list} className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
      {models.map((model) => (
        <li key={`${model.namespace}/${model.name}`} className="min-w-0">
          <ModelItem model={model} />
        </li>
      ))}
    </ul>
  );
}

function ModelItem({ model }: { model: Model }) {
  const { item, visibility: visibilities } = useText(modelsText);
  const { number, amount } = useFormat();
  const { namespace, name, manifest, card, chain, runs, summary, visibility, updatedAt, createdAt } = model;
  const royalty = chain?.royalty;
  return (
    <article className="relative flex h-full min-w-0 flex-col gap-2 rounded-card border bg-surface p-4 hover:border-edge">
      <h2 className="min-w-0 font-medium">
        <Link to={`/models/${namespace}/${name}`} className="text-accent after:absolute after:inset-0">
          <span className="text-muted">{namespace.length > 24 ? `${namespace.slice(0, 10)}…` : namespace}/</span>
          {name}
        </Link>
      </h2>
      <p className="line-clamp-3 flex-1 text-sm text-muted">{summary || manifest.description.slice(0, 300)}</p>
      <div className="flex flex-wrap gap-1.5">
        {card?.pipeline_tag !== undefined && <Badge tone="accent">{card.pipeline_tag}</Badge>}
        <Badge>{manifest.license}</Badge>
        {visibility !== undefined && visibility !== "public" && <Badge tone="warn">{visibilities[visibility]}</Badge>}
        {chain === undefined && <Badge tone="warn">{item.notOnChain}</Badge>}
        {chain?.active === false && <Badge tone="bad">{item.withdrawn}</Badge>}
      </div>
      <p className="flex flex-wrap gap-x-3 text-sm text-muted">
        {runs !== undefined && <span>{item.runs(runs, number(runs))}</span>}
        {royalty !== undefined && <span>{royalty === "0" ? item.free : item.royalty(amount(royalty))}</span>}
        <span>
          {item.updated} <Time ms={updatedAt ?? createdAt} />
        </span>
      </p>
    </article>
  );
}
