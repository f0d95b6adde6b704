import { MODEL_TASKS } from "@qubix/protocol";
import { X } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "../../../design/button.tsx";
import { Select, TextField } from "../../../design/field.tsx";
import { useText } from "../../../i18n/use-text.ts";
import { modelsText } from "../text.ts";
import { LICENSES, MODEL_SORTS, type ModelFilters, type ModelSort } from "./model-filters.ts";

const TYPING_MS = 300;

/** What a reader looks for. */
export function FilterBar({
  filters,
  onChange,
}: {
  filters: ModelFilters;
  onChange: (changes: Partial<ModelFilters>) => void;
}) {
  const { browse } = useText(modelsText);
  const { task, license, sort, tag, publisher } = filters;
  const option = (value: string) => ({ value, label: value });
  // One that an address names is offered too.
  const licenses = LICENSES.includes(license) || license === "" ? LICENSES : [...LICENSES, license];
  return (
    <search className="flex flex-col gap-3">
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-[2fr_1fr_1fr_1fr]">
        <SearchField search={filters.search} onChange={(search) => onChange({ search })} />
        <Select
          label={browse.task}
          value={task}
          onChange={(event) => onChange({ task: event.target.value })}
          options={[{ value: "", label: browse.allTasks }, ...[...MODEL_TASKS].sort().map(option)]}
        />
        <Select
          label={browse.license}
          value={license}
          onChange={(event) => onChange({ license: event.target.value })}
          options={[{ value: "", label: browse.allLicenses }, ...licenses.map(option)]}
        />
        <Select
          label={browse.sort}
          value={sort}
          onChange={(event) => onChange({ sort: event.target.value as ModelSort })}
          options={MODEL_SORTS.map((value) => ({ value, label: browse.sorts[value] }))}
        />
      </div>
      {(tag !== "" || publisher !== "") && (
        <div className="flex flex-wrap gap-2">
          {tag !== "" && <Chosen what={browse.tag(tag)} onRemove={() => onChange({ tag: "" })} />}
          {publisher !== "" && (
            <Chosen
              what={`${browse.publisher}: ${publisher.slice(0, 8)}…`}
              onRemove={() => onChange({ publisher: "" })}
            />
          )}
        </div>
      )}
    </search>
  );
}

function Chosen({ what, onRemove }: { what: string; onRemove: () => void }) {
  const { browse } = useText(modelsText);
  return (
    <Button small onClick={onRemove} aria-label={browse.remove(what)}>
      {what}
      <X aria-hidden className="size-4" />
    </Button>
  );
}

/** Waits until a word is typed before it looks for it. */
function SearchField({ search, onChange }: { search: string; onChange: (search: string) => void }) {
  const { browse } = useText(modelsText);
  const [typed, setTyped] = useState(search);
  useEffect(() => setTyped(search), [search]);
  useEffect(() => {
    if (typed === search) return;
    const timer = setTimeout(() => onChange(typed), TYPING_MS);
    return () => clearTimeout(timer);
  });
  return (
    <TextField
      label={browse.search}
      placeholder={browse.searchHint}
      type="search"
      value={typed}
      maxLength={128}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
