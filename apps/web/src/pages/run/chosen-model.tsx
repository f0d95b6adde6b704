import { Link } from "react-router";
import { Amount } from "../../design/amount.tsx";
import { Button } from "../../design/button.tsx";
import { Facts } from "../../design/facts.tsx";
import { Notice } from "../../design/notice.tsx";
import { useText } from "../../i18n/use-text.ts";
import { shortModelName } from "./model-name.ts";
import { runText } from "./text.ts";
import type { RunModel } from "./use-run-model.ts";

/** The model that was chosen, and what keeps it from being run, if anything does. */
export function ChosenModel({ chosen, onChange }: { chosen: RunModel; onChange: () => void }) {
  const text = useText(runText);
  const { model, runtime } = chosen;
  const { namespace, name, manifest, chain } = model;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <Link to={`/models/${namespace}/${name}`} className="font-medium text-accent underline underline-offset-2">
            {shortModelName(namespace, name)}
          </Link>
          <p className="line-clamp-3 text-sm text-muted">{model.summary ?? manifest.description}</p>
        </div>
        <Button small className="shrink-0" onClick={onChange}>
          {text.model.change}
        </Button>
      </div>
      <Facts
        facts={[
          [text.model.royalty, chain && <Amount value={chain.royalty} />],
          [text.model.license, manifest.license],
        ]}
      />
      {!chain?.active && <Notice tone="warn">{text.model.notOffered}</Notice>}
      {runtime === undefined && <Notice tone="warn">{text.model.noRuntime}</Notice>}
    </div>
  );
}
