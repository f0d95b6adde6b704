import type { ModelDocument } from "@qubix/protocol";
import { useState } from "react";
import { Amount } from "../../design/amount.tsx";
import { Button } from "../../design/button.tsx";
import { Empty } from "../../design/empty.tsx";
import { More } from "../../design/more.tsx";
import { LoadedList } from "../../hub/loaded.tsx";
import { usePages } from "../../hub/use-pages.ts";
import { useText } from "../../i18n/use-text.ts";
import { SearchField } from "../jobs/search-field.tsx";
import { shortModelName } from "./model-name.ts";
import { runText } from "./text.ts";

/** Finds a model that is offered on the chain. */
export function ModelPicker({ onPick }: { onPick: (name: string) => void }) {
  const text = useText(runText);
  const [search, setSearch] = useState("");
  const hasWord = /[\p{L}\p{N}]/u.test(search);
  const pages = usePages("listModels", { query: { limit: 10, sort: "runs", ...(hasWord && { search }) } });
  return (
    <div className="flex flex-col gap-3">
      <SearchField label={text.model.search} value={search} onSearch={setSearch} />
      <LoadedList pages={pages} empty={<Empty title={text.model.none}>{text.model.noneHint}</Empty>}>
        {(models) => (
          <>
            <ul aria-label={text.model.results} className="flex flex-col divide-y">
              {models.map((model) => (
                <ModelRow key={`${model.namespace}/${model.name}`} model={model} onPick={onPick} />
              ))}
            </ul>
            <More pages={pages} />
          </>
        )}
      </LoadedList>
    </div>
  );
}

function ModelRow({ model, onPick }: { model: ModelDocument; onPick: (name: string) => void }) {
  const text = useText(runText);
  const { namespace, name, manifest, chain } = model;
  const short = shortModelName(namespace, name);
  return (
    <li className="flex items-center justify-between gap-3 py-3">
      <div className="min-w-0">
        <p className="font-medium">{short}</p>
        <p className="line-clamp-2 text-sm text-muted">{model.summary ?? manifest.description}</p>
        {chain && (
          <p className="text-sm text-muted">
            {text.model.royalty}: <Amount value={chain.royalty} />
          </p>
        )}
      </div>
      <Button
        small
        className="shrink-0"
        aria-label={text.model.choose(short)}
        disabled={!chain?.active}
        onClick={() => onPick(`${namespace}/${name}`)}
      >
        {text.model.pick}
      </Button>
    </li>
  );
}
