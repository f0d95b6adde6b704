import type { JobDocument, JobEvent } from "@qubix/protocol";
import { Download } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { Button } from "../../../design/button.tsx";
import { Card } from "../../../design/card.tsx";
import { Empty } from "../../../design/empty.tsx";
import { Checkbox, Select, TextField } from "../../../design/field.tsx";
import { Skeleton } from "../../../design/skeleton.tsx";
import { saveFile } from "../../../files/save-file.ts";
import { Problem } from "../../../hub/problem.tsx";
import { useFormat } from "../../../i18n/use-format.ts";
import { useText } from "../../../i18n/use-text.ts";
import { OwnOnly } from "../own-only.tsx";
import { jobText } from "../text.ts";
import { useRequester } from "../use-requester.ts";
import { LogLines } from "./log-lines.tsx";
import { logFileText } from "./log-text.ts";
import { type Logs, useLogs } from "./use-logs.ts";

/** What the job's runs have written, opened in this page with the requester's key. */
export function LogView({ job, events }: { job: JobDocument; events: readonly JobEvent[] }) {
  const { logs: words } = useText(jobText);
  const requester = useRequester(job);
  const logs = useLogs(job, events, requester.signer);
  return (
    <Card>
      <OwnOnly requester={requester} sealed={words.sealed} sealedHint={words.sealedHint} locked={words.locked}>
        <OpenLog job={job} logs={logs} />
      </OwnOnly>
    </Card>
  );
}

function OpenLog({ job, logs }: { job: JobDocument; logs: Logs }) {
  const { logs: words } = useText(jobText);
  const { number } = useFormat();
  const [search, setSearch] = useState("");
  const [attempt, setAttempt] = useState("");
  const [follows, setFollows] = useState(true);
  const wanted = useDeferredValue(search.toLowerCase());
  const { lines, broken, isReading, problem, retry } = logs;
  const attempts = [...new Set(lines.map((line) => line.attempt))].sort((a, b) => a - b);
  const found = lines.filter(
    (line) => (attempt === "" || line.attempt === Number(attempt)) && line.text.toLowerCase().includes(wanted),
  );
  if (problem) return <Problem error={problem} onRetry={retry} />;
  if (lines.length === 0) return isReading ? <Skeleton /> : <Empty title={words.none} />;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-3">
        <TextField
          label={words.search}
          type="search"
          className="flex-1"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        {attempts.length > 1 && (
          <Select
            label={words.attempt}
            value={attempt}
            options={[
              { value: "", label: words.allAttempts },
              ...attempts.map((one) => ({ value: String(one), label: String(one) })),
            ]}
            onChange={(event) => setAttempt(event.target.value)}
          />
        )}
        <Button onClick={() => saveFile(`job-${job.key.slice(0, 8)}.log`, logFileText(found))}>
          <Download aria-hidden className="size-4" />
          {words.download}
        </Button>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2 text-sm">
        <Checkbox label={words.follow} checked={follows} onChange={(event) => setFollows(event.target.checked)} />
        {wanted !== "" && (
          <p role="status" className="text-muted">
            {words.found(number(found.length), number(lines.length))}
          </p>
        )}
      </div>
      {broken > 0 && <p className="text-sm text-bad">{words.broken(number(broken))}</p>}
      <LogLines label={words.view} lines={found} follows={follows} showsAttempt={attempts.length > 1} />
    </div>
  );
}
