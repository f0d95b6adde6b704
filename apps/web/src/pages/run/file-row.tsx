import { FileCheck, X } from "lucide-react";
import type { ReactNode } from "react";
import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import type { KnownFile, LocalFile } from "./local-file.ts";
import { runText } from "./text.ts";

/** One file that was given: what it is called and how large it is, and the way to be rid of it. */
export function FileRow({
  file,
  onRemove,
  children,
}: {
  file: LocalFile | KnownFile;
  onRemove?: () => void;
  /** In place of its name. */
  children?: ReactNode;
}) {
  const text = useText(runText);
  const { bytes } = useFormat();
  return (
    <li className="flex items-center gap-3 rounded-control bg-sunken p-2 pl-3 text-sm">
      <FileCheck aria-hidden className="size-4 shrink-0 text-good" />
      <span className="min-w-0 flex-1">{children ?? file.path}</span>
      <span className="shrink-0 text-muted">
        {bytes(file.size)}
        {file.content === undefined && ` · ${text.drop.onHub}`}
      </span>
      {onRemove && (
        <button
          type="button"
          onClick={onRemove}
          aria-label={text.drop.remove(file.path)}
          className="rounded-control p-2 hover:bg-surface"
        >
          <X aria-hidden className="size-4" />
        </button>
      )}
    </li>
  );
}
