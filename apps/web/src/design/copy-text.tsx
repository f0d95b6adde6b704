import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { useText } from "../i18n/use-text.ts";
import { designText } from "./text.ts";

/** A button that copies `value`. @param what names it for screen readers: "identity" */
export function CopyButton({ value, what }: { value: string; what: string }) {
  const text = useText(designText);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  // Missing where the page is not in a secure context; the text can still be selected by hand.
  if (!navigator.clipboard) return null;
  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  const Icon = copied ? Check : Copy;
  return (
    <button
      type="button"
      onClick={() => void copy()}
      aria-label={text.copy(what)}
      className="shrink-0 rounded-control p-1.5 text-muted hover:bg-sunken hover:text-ink"
    >
      <Icon aria-hidden className="size-4" />
      <span role="status" className="sr-only">
        {copied ? text.copied : ""}
      </span>
    </button>
  );
}

/** A block of text to take along, such as a command. @param copied what is copied, if not what is shown */
export function CopyText({ value, copied = value, what }: { value: string; copied?: string; what: string }) {
  return (
    <div className="flex min-w-0 items-start gap-2 rounded-control bg-sunken p-2 pl-3">
      <pre className="min-w-0 flex-1 py-1 font-mono text-sm break-words whitespace-pre-wrap">{value}</pre>
      <CopyButton value={copied} what={what} />
    </div>
  );
}
