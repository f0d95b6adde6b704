import { Link } from "react-router";
import { useFormat } from "../../i18n/use-format.ts";

/** The way to a tick. */
export function TickLink({ tick }: { tick: number }) {
  const { number } = useFormat();
  return (
    <Link
      to={`/explorer/ticks/${tick}`}
      className="whitespace-nowrap text-accent tabular-nums underline underline-offset-2"
    >
      {number(tick)}
    </Link>
  );
}
