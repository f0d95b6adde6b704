import { Download } from "lucide-react";
import { Button } from "../../../design/button.tsx";
import { Card } from "../../../design/card.tsx";
import { CopyText } from "../../../design/copy-text.tsx";
import { Tabs } from "../../../design/tabs.tsx";
import { saveFile } from "../../../files/save-file.ts";
import { useText } from "../../../i18n/use-text.ts";
import type { Draft } from "../draft.ts";
import { type PinnedModel, specOf } from "../spec-of-draft.ts";
import { runText } from "../text.ts";
import { cliCommand } from "./cli-command.ts";
import { isBySpec } from "./is-by-spec.ts";
import { pythonCode } from "./python-code.ts";

/** The job as somebody would submit it from a shell, from Python, or by hand: to take along. */
export function SameJobCard({
  draft,
  cap,
  pinned,
}: {
  /** Without issues. */
  draft: Draft;
  /** The cap that the estimate suggests. */
  cap: string | undefined;
  pinned: PinnedModel | undefined;
}) {
  const text = useText(runText);
  const { same } = text;
  const capped = draft.priceCap === "" && cap !== undefined ? { ...draft, priceCap: cap } : draft;
  const json = specJson(draft, pinned);
  const made = draft.inputs.flatMap(({ path, content }) =>
    content && draft.kind === "model" ? [{ path, content }] : [],
  );
  return (
    <Card title={same.title}>
      <Tabs
        label={same.list}
        tabs={[
          { value: "cli", label: same.tabs.cli, content: <CopyText value={cliCommand(draft)} what={same.cli} /> },
          {
            value: "python",
            label: same.tabs.python,
            content: <CopyText value={pythonCode(capped)} what={same.python} />,
          },
          {
            value: "json",
            label: same.tabs.json,
            content: json === undefined ? <p>{same.incomplete}</p> : <CopyText value={json} what={same.json} />,
          },
        ]}
      />
      {isBySpec(draft) && <p className="mt-3 text-sm text-muted">{same.bySpec}</p>}
      {made.length > 0 && (
        <div className="mt-3 flex flex-wrap items-center gap-2 text-sm">
          {same.files}:
          {made.map(({ path, content }) => (
            <Button key={path} small onClick={() => saveFile(path, content)} aria-label={text.tensor.download(path)}>
              <Download aria-hidden className="size-4" />
              {path}
            </Button>
          ))}
        </div>
      )}
    </Card>
  );
}

/** The spec without a sealing key: whoever submits it gets their own filled in. Undefined for what is no spec. */
function specJson(draft: Draft, pinned: PinnedModel | undefined): string | undefined {
  try {
    const { seal: _, ...rest } = specOf(draft, "00".repeat(32), pinned).spec;
    return JSON.stringify(rest, null, 2);
  } catch {
    return undefined;
  }
}
