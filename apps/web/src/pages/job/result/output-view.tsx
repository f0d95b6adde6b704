import { Download } from "lucide-react";
import { useMemo } from "react";
import { Button } from "../../../design/button.tsx";
import { saveFile } from "../../../files/save-file.ts";
import { useFormat } from "../../../i18n/use-format.ts";
import { useText } from "../../../i18n/use-text.ts";
import { plainText } from "../logs/log-text.ts";
import { jobText } from "../text.ts";
import { shownAs } from "./artifact-kind.ts";
import { DataTable } from "./data-table.tsx";
import { PictureView } from "./picture-view.tsx";
import { TensorView } from "./tensor-view.tsx";

/** One file of a result, shown as what it is. */
export function OutputView({ path, bytes, isModel }: { path: string; bytes: Uint8Array; isModel: boolean }) {
  const { result: words } = useText(jobText);
  const { bytes: sizeOf } = useFormat();
  const shown = useMemo(() => shownAs(path, bytes), [path, bytes]);
  const name = isModel ? path.replace(/\.npy$/, "") : path;
  return (
    <li className="min-w-0">
      <div className="mb-2 flex items-center justify-between gap-3">
        <h3 className="min-w-0 font-medium">
          {name} <span className="text-sm font-normal text-muted">{sizeOf(bytes.length)}</span>
        </h3>
        <Button
          small
          aria-label={words.download(path)}
          onClick={() => saveFile(path, bytes as Uint8Array<ArrayBuffer>)}
        >
          <Download aria-hidden className="size-4" />
        </Button>
      </div>
      {shown.kind === "image" && <PictureView type={shown.type} bytes={bytes} label={words.image(path)} />}
      {shown.kind === "tensor" && <TensorView tensor={shown.tensor} />}
      {shown.kind === "table" && <DataTable label={words.table(path)} table={shown} />}
      {(shown.kind === "text" || shown.kind === "json") && (
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          className="max-h-96 overflow-auto rounded-control bg-sunken p-3 font-mono text-xs whitespace-pre-wrap"
        >
          {plainText(shown.text)}
        </pre>
      )}
      {shown.kind === "binary" && <p className="text-sm text-muted">{words.binary}</p>}
      {"isCut" in shown && shown.isCut && <p className="mt-1 text-sm text-muted">{words.cut}</p>}
    </li>
  );
}
