import { Link } from "react-router";
import { useText } from "../i18n/use-text.ts";
import { CopyButton } from "./copy-text.tsx";
import { designText } from "./text.ts";

/** An identity, transaction id or key: its ends, whole when pointed at, with a button to copy it. */
export function ShortId({ value, what, to }: { value: string; what: string; to?: string }) {
  const short = value.length > 16 ? `${value.slice(0, 6)}…${value.slice(-6)}` : value;
  return (
    <span className="inline-flex max-w-full items-center gap-0.5 font-mono text-sm whitespace-nowrap">
      {to === undefined ? (
        <span title={value}>{short}</span>
      ) : (
        <Link to={to} title={value} className="text-accent underline underline-offset-2">
          {short}
        </Link>
      )}
      <CopyButton value={value} what={what} />
    </span>
  );
}

/** An identity, with the way to what the explorer knows of it. */
export function Identity({ identity }: { identity: string }) {
  const text = useText(designText);
  return <ShortId value={identity} what={text.identity} to={`/explorer/identities/${identity}`} />;
}
