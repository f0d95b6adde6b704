import { Upload } from "lucide-react";
import { type DragEvent, useId, useState } from "react";
import { classes } from "../../design/classes.ts";
import { useText } from "../../i18n/use-text.ts";
import { runText } from "./text.ts";

/** Takes files: chosen, or dropped onto it. What they are is checked by whoever gets them. */
export function FileDrop({
  label,
  hint,
  accept,
  many = false,
  error,
  onFiles,
}: {
  label: string;
  hint?: string;
  /** As `<input accept>`. */
  accept?: string;
  many?: boolean;
  error?: string | undefined;
  onFiles: (files: File[]) => void;
}) {
  const text = useText(runText);
  const id = useId();
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const files = [...event.dataTransfer.files];
    if (files.length > 0) onFiles(many ? files : files.slice(0, 1));
  };
  return (
    <div>
      {/* The whole surface is the label of the control within: clicks, keys and screen readers all get there. */}
      <label
        htmlFor={id}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={classes(
          "flex cursor-pointer flex-col items-center gap-1 rounded-control border-2 border-dashed px-4 py-6 text-center has-focus-visible:outline-2 has-focus-visible:outline-accent",
          isOver ? "border-accent bg-accent-soft" : "border-edge",
        )}
      >
        <span className="font-medium">{label}</span>
        <span className="inline-flex items-center gap-2 text-sm text-accent">
          <Upload aria-hidden className="size-4" />
          {many ? text.drop.chooseMany : text.drop.choose}
          <span className="hidden text-muted sm:inline">{many ? text.drop.orDropMany : text.drop.orDrop}</span>
        </span>
        {hint && <span className="max-w-prose text-sm text-muted">{hint}</span>}
        <input
          id={id}
          type="file"
          className="sr-only"
          {...(accept !== undefined && { accept })}
          multiple={many}
          aria-invalid={error !== undefined}
          aria-describedby={error === undefined ? undefined : `${id}-error`}
          onChange={(event) => {
            onFiles([...(event.target.files ?? [])]);
            // The same file can be chosen again after it was removed.
            event.target.value = "";
          }}
        />
      </label>
      {error !== undefined && (
        <p id={`${id}-error`} role="alert" className="mt-1 text-sm text-bad">
          {error}
        </p>
      )}
    </div>
  );
}
