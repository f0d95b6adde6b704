import { useEffect, useRef } from "react";
import { classes } from "../../../design/classes.ts";
import type { LogLine } from "./log-text.ts";

/** More would make the page slow; a download has them all. */
const MOST_LINES = 2_000;

/** Lines of a log as text and nothing else; it stays at the end while it is followed. */
export function LogLines({
  label,
  lines,
  follows,
  showsAttempt,
}: {
  label: string;
  lines: readonly LogLine[];
  follows: boolean;
  showsAttempt: boolean;
}) {
  const view = useRef<HTMLPreElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new lines are what moves the end
  useEffect(() => {
    if (follows && view.current) view.current.scrollTop = view.current.scrollHeight;
  }, [lines, follows]);
  const shown = lines.slice(-MOST_LINES);
  return (
    <pre
      ref={view}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      role="log"
      aria-label={label}
      aria-live="off"
      className="max-h-96 overflow-auto rounded-control bg-sunken p-3 font-mono text-xs leading-5 whitespace-pre-wrap"
    >
      {shown.map(({ attempt, stream, text }, at) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has nothing of its own
          key={at}
          className={classes("block min-h-5", stream === "stderr" && "text-bad")}
        >
          {showsAttempt && <span className="text-muted select-none">{attempt} │ </span>}
          {text}
        </span>
      ))}
    </pre>
  );
}
