import type { ModelRepositoryDocument } from "@qubix/protocol";
import { useState } from "react";
import { Button } from "../../../design/button.tsx";
import { Notice } from "../../../design/notice.tsx";
import { Problem } from "../../../hub/problem.tsx";
import { useText } from "../../../i18n/use-text.ts";
import { NeedsSession } from "../../../wallet/needs-account.tsx";
import { useChange } from "../owner/use-change.ts";
import { useIsOwner } from "../owner/use-is-owner.ts";
import { modelsText } from "../text.ts";

/** Of a gated model: how to get to its files. */
export function AskForAccess({ repository }: { repository: ModelRepositoryDocument }) {
  const { model: text } = useText(modelsText);
  const [wanted, setWanted] = useState(false);
  if (useIsOwner(repository)) return null;
  return (
    <>
      <Notice title={text.gated} actions={!wanted && <Button onClick={() => setWanted(true)}>{text.ask}</Button>} />
      {wanted && <NeedsSession>{() => <Request repository={repository} />}</NeedsSession>}
    </>
  );
}

function Request({ repository: { namespace, name } }: { repository: ModelRepositoryDocument }) {
  const { model: text } = useText(modelsText);
  const ask = useChange((hub) => hub.call("requestModelAccess", { params: { namespace, name } }));
  if (ask.data !== undefined) return <Notice tone="good" title={text.asked[ask.data.state]} />;
  return (
    <>
      {ask.error && <Problem error={ask.error} />}
      <Button kind="primary" className="self-start" busy={ask.isPending} onClick={() => ask.mutate()}>
        {text.askNow}
      </Button>
    </>
  );
}
