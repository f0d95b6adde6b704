import { useMutation } from "@tanstack/react-query";
import { Link } from "react-router";
import { Button } from "../../design/button.tsx";
import { Card } from "../../design/card.tsx";
import { Empty } from "../../design/empty.tsx";
import { More } from "../../design/more.tsx";
import { Time } from "../../design/time.tsx";
import { saveFile } from "../../files/save-file.ts";
import { useHub } from "../../hub/hub-provider.tsx";
import { LoadedList } from "../../hub/loaded.tsx";
import { Problem } from "../../hub/problem.tsx";
import { usePages } from "../../hub/use-pages.ts";
import { useText } from "../../i18n/use-text.ts";
import { jobWordsText } from "../../job-words/text.ts";
import { type EndedAttempt, endedCsv } from "./ended-csv.ts";
import { providerText } from "./text.ts";

/** More than these, the newest ones, are not put into one file. */
const MOST_SAVED = 1_000;

/** Runs that ended before a result was revealed, and why. */
export function EndedAttempts({ provider }: { provider: number }) {
  const text = useText(providerText);
  const words = useText(jobWordsText);
  const hub = useHub();
  const save = useMutation({
    mutationFn: async () => {
      const attempts: EndedAttempt[] = [];
      for await (const one of hub.pages("listAttempts", { query: { provider, state: ["ended"], limit: 100 } }))
        if (attempts.push(one) >= MOST_SAVED) break;
      saveFile(`qubix-provider-${provider}-ended.csv`, endedCsv(attempts));
    },
  });
  const pages = usePages("listAttempts", { query: { provider, state: ["ended"] } }, { refresh: "jobs" });
  return (
    <Card
      title={text.ended}
      actions={
        (pages.items?.length ?? 0) > 0 && (
          <Button small busy={save.isPending} aria-label={`${text.csv}: ${text.ended}`} onClick={() => save.mutate()}>
            {text.csv}
          </Button>
        )
      }
    >
      {save.error && <Problem error={save.error} />}
      <LoadedList pages={pages} empty={<Empty title={text.endedEmpty} />}>
        {(attempts) => (
          <ul className="divide-y text-sm">
            {attempts.map(({ jobKey, attempt, endReason, declineReason, updatedAt }) => (
              <li key={`${jobKey}/${attempt}`} className="flex flex-wrap justify-between gap-2 py-2">
                <span>
                  {endReason && text.reasons[endReason]}
                  {declineReason && <span className="block text-muted">{words.declineReasons[declineReason]}</span>}
                </span>
                <span className="flex gap-3">
                  <Link to={`/jobs/${jobKey}`} className="font-mono text-accent underline underline-offset-2">
                    {jobKey.slice(0, 8)}…
                  </Link>
                  <Time ms={updatedAt} />
                </span>
              </li>
            ))}
          </ul>
        )}
      </LoadedList>
      <More pages={pages} />
    </Card>
  );
}
