import { useState } from "react";
import { Button } from "../../design/button.tsx";
import { Notice } from "../../design/notice.tsx";
import { Problem } from "../../hub/problem.tsx";

/** What came of a check, in a sentence. */
export interface Verdict {
  tone: "good" | "warn" | "bad";
  title: string;
}

/** A button that checks in this browser what the hub has said, and tells what came of it. */
export function CheckHere({ label, check }: { label: string; check: () => Promise<Verdict> }) {
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Verdict | { error: unknown }>();
  const run = async () => {
    setBusy(true);
    setOutcome(await check().catch((error: unknown) => ({ error })));
    setBusy(false);
  };
  return (
    <div className="mt-4 flex flex-col items-start gap-3">
      <Button busy={busy} onClick={() => void run()}>
        {label}
      </Button>
      <div aria-live="polite" className="w-full">
        {outcome && ("error" in outcome ? <Problem error={outcome.error} /> : <Notice {...outcome} />)}
      </div>
    </div>
  );
}
