import { useState } from "react";
import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import { FileDrop } from "./file-drop.tsx";
import { FileRow } from "./file-row.tsx";
import { freePath, type KnownFile, type LocalFile } from "./local-file.ts";
import { readLocalFile } from "./read-local-file.ts";
import { runText } from "./text.ts";

/** Files of a program or a spec, each with the path under which the job finds it. */
export function FileList({
  label,
  hint,
  files,
  limit,
  onChange,
}: {
  label: string;
  hint: string;
  files: readonly (LocalFile | KnownFile)[];
  /** Largest size in bytes that the hub takes. */
  limit: number;
  onChange: (change: (files: readonly (LocalFile | KnownFile)[]) => (LocalFile | KnownFile)[]) => void;
}) {
  const text = useText(runText);
  const { bytes } = useFormat();
  const [problem, setProblem] = useState<string>();
  const [reading, setReading] = useState(0);
  const add = async (chosen: File[]) => {
    const fitting = chosen.filter(({ size }) => size <= limit);
    setProblem(fitting.length < chosen.length ? text.drop.tooLarge(bytes(limit)) : undefined);
    for (const file of fitting) {
      setReading((count) => count + 1);
      try {
        const read = await readLocalFile(file, file.name);
        const pathIn = (list: readonly (LocalFile | KnownFile)[]) =>
          freePath(
            file.name,
            list.map(({ path }) => path),
          );
        onChange((list) => [...list, { ...read, path: pathIn(list) }]);
      } catch (error) {
        setProblem((error as Error).message);
      } finally {
        setReading((count) => count - 1);
      }
    }
  };
  const rename = (at: number, path: string) =>
    onChange((list) => list.map((file, i) => (i === at ? { ...file, path } : file)));
  return (
    <div className="flex flex-col gap-2">
      <FileDrop label={label} hint={hint} many error={problem} onFiles={(chosen) => void add(chosen)} />
      {files.length > 0 && (
        <ul className="flex flex-col gap-2">
          {files.map((file, at) => (
            <FileRow
              // biome-ignore lint/suspicious/noArrayIndexKey: the path changes while it is being typed
              key={at}
              file={file}
              onRemove={() => onChange((list) => list.filter((_, i) => i !== at))}
            >
              <input
                aria-label={text.files.path}
                value={file.path}
                maxLength={255}
                onChange={(event) => rename(at, event.target.value)}
                className="w-full rounded-control border border-edge bg-surface px-2 py-1"
              />
            </FileRow>
          ))}
        </ul>
      )}
      <p role="status" className="text-sm text-muted empty:hidden">
        {reading > 0 ? text.drop.reading : ""}
      </p>
    </div>
  );
}
