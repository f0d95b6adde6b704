import { Upload } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { Button } from "../../../design/button.tsx";
import { classes } from "../../../design/classes.ts";

/** A place to drop files on; the button does the same for everybody who doesn't drag. */
export function FileDrop({
  label,
  button,
  onFiles,
}: {
  label: string;
  button: string;
  onFiles: (files: readonly File[]) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way to what the button does
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={classes(
        "flex flex-col items-center gap-3 rounded-card border border-dashed border-edge p-6 text-center",
        over && "bg-accent-soft",
      )}
    >
      <Upload aria-hidden className="size-6 text-muted" />
      <p>{label}</p>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={button}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // The same file may be chosen again after it was removed.
          event.target.value = "";
        }}
      />
      <Button onClick={() => input.current?.click()}>{button}</Button>
    </div>
  );
}
