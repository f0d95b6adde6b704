import { useEffect, useState } from "react";
import { useFormat } from "../i18n/use-format.ts";

/** A moment: "3 minutes ago", with the date when pointed at. @param ms since 1970 */
export function Time({ ms }: { ms: number }) {
  const { ago, moment } = useFormat();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 15_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={new Date(ms).toISOString()} title={moment(ms)} className="whitespace-nowrap">
      {ago(ms, Math.max(now, Date.now() - 15_000))}
    </time>
  );
}
