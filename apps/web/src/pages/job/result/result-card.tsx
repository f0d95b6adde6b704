import { openResult, type Signer } from "@qubix/client";
import type { JobDocument } from "@qubix/protocol";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../../design/button.tsx";
import { Card } from "../../../design/card.tsx";
import { Progress } from "../../../design/progress.tsx";
import { useHub } from "../../../hub/hub-provider.tsx";
import { Problem } from "../../../hub/problem.tsx";
import { useFormat } from "../../../i18n/use-format.ts";
import { useText } from "../../../i18n/use-text.ts";
import { OwnOnly } from "../own-only.tsx";
import { jobText } from "../text.ts";
import { useRequester } from "../use-requester.ts";
import { OpenedView } from "./opened-view.tsx";

/** Larger results are opened when they are asked for. */
const OPEN_AT_ONCE_BYTES = 8 * 1024 * 1024;

/** What the job brought, opened in this page. */
export function ResultCard({ job }: { job: JobDocument }) {
  const { result: words } = useText(jobText);
  const requester = useRequester(job);
  const isThere = job.attempts.some(({ artifact }) => artifact?.maskedKey !== undefined);
  return (
    <Card title={words.title}>
      {isThere ? (
        <OwnOnly requester={requester} sealed={words.sealed} sealedHint={words.sealedHint} locked={words.locked}>
          {requester.signer && <OpenResult job={job} signer={requester.signer} />}
        </OwnOnly>
      ) : (
        <>
          <p className="font-medium">{job.closeReason === undefined ? words.none : words.ended}</p>
          {job.closeReason === undefined && <p className="text-sm text-muted">{words.noneHint}</p>}
          <RunProgress job={job} />
        </>
      )}
    </Card>
  );
}

/** How far the run is that has come farthest, while one runs and tells. */
function RunProgress({ job }: { job: JobDocument }) {
  const { attempts: words } = useText(jobText);
  const { percent } = useFormat();
  const told = job.attempts.flatMap(({ phase, progress }) =>
    phase === "running" && progress !== undefined ? [progress] : [],
  );
  if (told.length === 0 || job.closeReason !== undefined) return null;
  const most = Math.max(...told);
  return (
    <div className="mt-3">
      <Progress label={words.progress(percent(most))} value={most} />
    </div>
  );
}

function OpenResult({ job, signer }: { job: JobDocument; signer: Signer }) {
  const { result: words } = useText(jobText);
  const { bytes } = useFormat();
  const hub = useHub();
  const revealed = job.attempts.filter(({ artifact }) => artifact?.maskedKey !== undefined);
  const size = revealed[0]?.artifact?.size ?? 0;
  const [isWanted, setWanted] = useState(size <= OPEN_AT_ONCE_BYTES);
  const [progress, setProgress] = useState(0);
  const opened = useQuery({
    // Once the job is decided, the majority's result is the one to show.
    queryKey: ["openResult", job.key, job.resultDigest, signer.identity],
    queryFn: async () =>
      (await openResult(hub, job, signer, undefined, ({ done, size: all }) => setProgress(done / all))) ?? null,
    enabled: isWanted,
    staleTime: Number.POSITIVE_INFINITY,
    // What was opened is not kept for whoever uses this page next.
    gcTime: 0,
  });
  if (opened.data) return <OpenedView job={job} opened={opened.data} />;
  if (opened.error) return <Problem error={opened.error} onRetry={() => void opened.refetch()} />;
  if (isWanted) return <Progress label={words.opening} value={progress} />;
  return (
    <Button kind="primary" onClick={() => setWanted(true)}>
      {words.open} ({bytes(size)})
    </Button>
  );
}
