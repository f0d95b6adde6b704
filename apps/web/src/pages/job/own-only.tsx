import type { ReactNode } from "react";
import { Button } from "../../design/button.tsx";
import { Empty } from "../../design/empty.tsx";
import { useText } from "../../i18n/use-text.ts";
import { jobText } from "./text.ts";
import type { Requester } from "./use-requester.ts";

/** What only the requester can open: shown to it, or why it can't be. */
export function OwnOnly({
  requester,
  sealed,
  sealedHint,
  locked,
  children,
}: {
  requester: Requester;
  /** To whoever is not the requester. */
  sealed: string;
  sealedHint: string;
  /** To the requester, while its account is locked. */
  locked: string;
  children: ReactNode;
}) {
  const text = useText(jobText);
  if (requester.signer) return children;
  if (!requester.isOwn) return <Empty title={sealed}>{sealedHint}</Empty>;
  const unlock = (
    <Button kind="primary" onClick={requester.unlock}>
      {text.unlock}
    </Button>
  );
  return (
    <Empty title={locked} actions={unlock}>
      {text.unlockHint}
    </Empty>
  );
}
