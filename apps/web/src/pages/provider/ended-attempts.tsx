import { Link } from "react-router";
import { Card } from "../../design/card.tsx";
import { Empty } from "../../design/empty.tsx";
import { More } from "../../design/more.tsx";
import { Time } from "../../design/time.tsx";
import { LoadedList } from "../../hub/loaded.tsx";
import { usePages } from "../../hub/use-pages.ts";
import { useText } from "../../i18n/use-text.ts";
import { providerText } from "./text.ts";

/** Runs that ended before a result was revealed, and why. */
export function EndedAttempts({ provider }: { provider: number }) {
  const text = useText(providerText);
  const pages = usePages("listAttempts", { query: { provider, state: ["ended"] } }, { refresh: "jobs" });
  return (
    <Card title={text.ended}>
      <LoadedList pages={pages} empty={<Empty title={text.endedEmpty} />}>
        {(attempts) => (
          <ul className="divide-y text-sm">
            {attempts.map(({ jobKey, attempt, endReason, updatedAt }) => (
              <li key={`${jobKey}/${attempt}`} className="flex flex-wrap justify-between gap-2 py-2">
                <span>{endReason && text.reasons[endReason]}</span>
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
