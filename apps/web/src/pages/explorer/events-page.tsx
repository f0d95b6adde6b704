import { JobKey } from "@qubix/protocol";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { Button } from "../../design/button.tsx";
import { Card } from "../../design/card.tsx";
import { Select, TextField } from "../../design/field.tsx";
import { Page } from "../../design/page.tsx";
import { useText } from "../../i18n/use-text.ts";
import { EVENT_TYPES } from "./event-facts.ts";
import { EventList } from "./event-list.tsx";
import { ExplorerSections } from "./explorer-sections.tsx";
import { explorerText } from "./text.ts";

/** `/explorer/events`: the contract's log, newest first; what is looked for stands in the address. */
export function EventsPage() {
  const { events: text } = useText(explorerText);
  const [params, setParams] = useSearchParams();
  const type = EVENT_TYPES.find((one) => one === params.get("type"));
  const job = JobKey.safeParse(params.get("job") ?? "").data;
  const [typedJob, setTypedJob] = useState(job ?? "");
  const change = (name: string, value: string) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === "") next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  const changeJob = (typed: string) => {
    const key = typed.trim().toLowerCase();
    setTypedJob(typed);
    change("job", JobKey.safeParse(key).success ? key : "");
  };
  const clear = () => {
    setTypedJob("");
    setParams({}, { replace: true });
  };
  return (
    <Page title={text.title}>
      <ExplorerSections />
      <Card>
        <p className="mb-4 text-sm text-muted">{text.about}</p>
        <div className="mb-4 grid items-end gap-3 sm:grid-cols-[1fr_2fr_auto]">
          <Select
            label={text.type}
            value={type ?? ""}
            onChange={(event) => change("type", event.target.value)}
            options={[{ value: "", label: text.allTypes }, ...EVENT_TYPES.map((one) => ({ value: one, label: one }))]}
          />
          <TextField
            label={text.job}
            placeholder={text.jobHint}
            error={typedJob.trim() !== "" && job === undefined ? text.jobWrong : undefined}
            value={typedJob}
            maxLength={80}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => changeJob(event.target.value)}
          />
          <Button onClick={clear} disabled={type === undefined && typedJob === ""}>
            {text.clear}
          </Button>
        </div>
        <EventList
          size={25}
          filter={{ ...(type !== undefined && { type: [type] }), ...(job !== undefined && { job }) }}
        />
      </Card>
    </Page>
  );
}
