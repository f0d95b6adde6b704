import { useState } from "react";
import { Button } from "../../design/button.tsx";
import { Select, TextField } from "../../design/field.tsx";
import { useText } from "../../i18n/use-text.ts";
import { jobWordsText } from "../../job-words/text.ts";
import { isFiltered, type JobFilters, STATE_GROUPS, type StateGroup } from "./job-filters.ts";
import { SearchField } from "./search-field.tsx";
import { SlotFilters } from "./slot-filters.tsx";
import { jobsText } from "./text.ts";
import { Toggles } from "./toggles.tsx";

const GROUPS = Object.keys(STATE_GROUPS) as StateGroup[];

/** What of all jobs is shown. Less common questions are folded away until one of them is asked. */
export function JobFilterBar({
  filters,
  canBeMine,
  onChange,
}: {
  filters: JobFilters;
  canBeMine: boolean;
  onChange: (change: Partial<JobFilters>) => void;
}) {
  const text = useText(jobsText);
  const words = useText(jobWordsText);
  const { whose, states, kind, search, from, until, sort, model, provider } = filters;
  const [isOpen, setOpen] = useState((kind ?? model ?? provider) !== undefined || from !== "" || until !== "");
  const isOn = (group: StateGroup) => STATE_GROUPS[group].every((state) => states.includes(state));
  const toggle = (group: StateGroup) => {
    const own: readonly string[] = STATE_GROUPS[group];
    const others = states.filter((state) => !own.includes(state));
    onChange({ states: isOn(group) ? others : [...others, ...STATE_GROUPS[group]] });
  };
  return (
    <div className="flex flex-col gap-3">
      <div className="grid items-end gap-3 sm:grid-cols-[1fr_auto]">
        <SearchField label={text.search} value={search} onSearch={(next) => onChange({ search: next })} />
        {canBeMine && (
          <Toggles
            label={text.whose}
            options={(["mine", "all"] as const).map((value) => ({ value, label: text[value] }))}
            isOn={(value) => value === whose}
            onToggle={(next) => onChange({ whose: next })}
          />
        )}
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Toggles
          label={text.states}
          options={GROUPS.map((value) => ({ value, label: text.groups[value] }))}
          isOn={isOn}
          onToggle={toggle}
        />
        <div className="flex gap-2">
          {isFiltered(filters) && (
            <Button
              small
              kind="quiet"
              onClick={() =>
                onChange({
                  ...{ states: [], kind: undefined, model: undefined, provider: undefined },
                  ...{ search: "", from: "", until: "" },
                })
              }
            >
              {text.clear}
            </Button>
          )}
          <Button small aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {text.filters}
          </Button>
        </div>
      </div>
      {isOpen && (
        <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
          <Select
            label={text.kind}
            value={kind ?? ""}
            options={[
              { value: "", label: text.anyKind },
              { value: "wasm", label: words.kinds.wasm },
              { value: "onnx", label: words.kinds.onnx },
            ]}
            onChange={(event) => onChange({ kind: (event.target.value || undefined) as JobFilters["kind"] })}
          />
          <SlotFilters model={model} provider={provider} onChange={onChange} />
          <TextField
            label={text.from}
            type="date"
            value={from}
            onChange={(event) => onChange({ from: event.target.value })}
          />
          <TextField
            label={text.until}
            type="date"
            value={until}
            onChange={(event) => onChange({ until: event.target.value })}
          />
          <Select
            label={text.sort}
            value={sort}
            options={(["newest", "oldest", "updated"] as const).map((value) => ({ value, label: text.sorts[value] }))}
            onChange={(event) => onChange({ sort: event.target.value as JobFilters["sort"] })}
          />
        </div>
      )}
    </div>
  );
}
