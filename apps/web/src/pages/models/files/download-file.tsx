import { routes, sha256OfBlob } from "@qubix/protocol";
import { Download } from "lucide-react";
import { useState } from "react";
import { Button } from "../../../design/button.tsx";
import { useToast } from "../../../design/toast.tsx";
import { useHub } from "../../../hub/hub-provider.tsx";
import { useProblemText } from "../../../hub/use-problem-text.ts";
import { useText } from "../../../i18n/use-text.ts";
import { modelsText } from "../text.ts";

const TIMEOUT_MS = 600_000;

/** Saves a file of a version. What is everybody's the browser fetches itself; all else is fetched with the session. */
export function DownloadFile({ file, isPublic }: { file: { path: string; digest: string }; isPublic: boolean }) {
  const { files: text } = useText(modelsText);
  const hub = useHub();
  const toast = useToast();
  const problemText = useProblemText();
  const [busy, setBusy] = useState(false);
  const url = hub.address(routes.getBlob, { sha256: sha256OfBlob(file.digest) });
  const save = async () => {
    if (isPublic) return saveAs(url.href, file.path);
    setBusy(true);
    try {
      const response = await hub.send(routes.getBlob, url, { timeoutMs: TIMEOUT_MS });
      const made = URL.createObjectURL(await response.blob());
      saveAs(made, file.path);
      // The browser has its own hold on it from here on.
      setTimeout(() => URL.revokeObjectURL(made), 10_000);
    } catch (error) {
      toast({ title: text.failed, detail: problemText(error).message, tone: "bad" });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button small busy={busy} onClick={() => void save()} aria-label={text.downloadOf(file.path)}>
      {!busy && <Download aria-hidden className="size-4" />}
    </Button>
  );
}

function saveAs(href: string, path: string): void {
  const link = document.createElement("a");
  link.href = href;
  link.download = path.slice(path.lastIndexOf("/") + 1);
  link.click();
}
