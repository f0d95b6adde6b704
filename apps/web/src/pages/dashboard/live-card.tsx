import { Pause, Play } from "lucide-react";
import { useReducer } from "react";
import { Link } from "react-router";
import { Button } from "../../design/button.tsx";
import { Card } from "../../design/card.tsx";
import { Time } from "../../design/time.tsx";
import { Problem } from "../../hub/problem.tsx";
import { useLive } from "../../hub/use-live.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import { StateBadge } from "../../job-words/state-badge.tsx";
import { EMPTY_FEED, type FeedLine, liveFeed } from "./live-feed.ts";
import { dashboardText } from "./text.ts";

/** What happens on the network while the page is open. It can be held still, to be read. */
export function LiveCard() {
  const { feed: text } = useText(dashboardText);
  const { number } = useFormat();
  const [feed, act] = useReducer(liveFeed, EMPTY_FEED);
  const refusal = useLive({ channel: "network" }, (news) => {
    if (news.type === "network-event") act({ type: "heard", event: news.event, at: Date.now() });
  });
  const { paused, held, lines } = feed;
  const Icon = paused ? Play : Pause;
  return (
    <Card
      title={text.title}
      actions={
        <Button small onClick={() => act({ type: paused ? "resume" : "pause" })}>
          <Icon aria-hidden className="size-4" />
          {paused ? text.resume(held.length, number(held.length)) : text.pause}
        </Button>
      }
    >
      {refusal !== undefined && <Problem error={refusal} />}
      {lines.length === 0 ? (
        <p className="py-6 text-center text-sm text-muted">{text.waiting}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <ol tabIndex={0} aria-label={text.title} className="max-h-96 divide-y overflow-y-auto text-sm">
          {lines.map((line) => (
            <li key={line.id} className="flex items-center justify-between gap-3 py-2 pr-1">
              <span className="flex min-w-0 flex-wrap items-center gap-1.5">
                <Line event={line.event} />
              </span>
              <span className="text-muted">
                <Time ms={line.at} />
              </span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

function Line({ event }: { event: FeedLine["event"] }) {
  const { feed: text } = useText(dashboardText);
  const { number } = useFormat();
  if (event.type === "halted") return text.halted(number(event.tick));
  if (event.type === "jobs") return text.sums(number(event.created), number(event.settled), number(event.ended));
  return (
    <>
      {text.job}{" "}
      <Link to={`/jobs/${event.key}`} className="font-mono text-accent underline underline-offset-2">
        {event.key.slice(0, 8)}
      </Link>{" "}
      {event.previous === undefined ? (
        text.created
      ) : (
        <>
          {text.became} <StateBadge state={event.state} />
        </>
      )}
    </>
  );
}
