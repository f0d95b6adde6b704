import type { JobDocument, JobSpec } from "@qubix/protocol";
import { Link } from "react-router";
import { Amount } from "../../design/amount.tsx";
import { Card } from "../../design/card.tsx";
import { Facts } from "../../design/facts.tsx";
import { Identity, ShortId } from "../../design/identity.tsx";
import { Time } from "../../design/time.tsx";
import { useNetworkPulse } from "../../hub/network-provider.tsx";
import { useRoute } from "../../hub/use-route.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import { shortModelName } from "../run/model-name.ts";
import { jobText } from "./text.ts";

/** What the job is, who wants it, and what its terms are. */
export function AboutJob({ job, spec }: { job: JobDocument; spec: JobSpec | undefined }) {
  const text = useText(jobText);
  const { number, amount } = useFormat();
  const { about } = text;
  const cap = job.metered ? `${amount(job.priceCap)}, ${about.capMetered}` : amount(job.priceCap);
  return (
    <Card title={about.title}>
      <Facts
        facts={[
          [about.key, <ShortId key="key" value={job.key} what={text.key} />],
          [about.requester, <Identity key="requester" identity={job.requester} />],
          [about.model, spec?.kind === "onnx" ? <ModelLink key="model" spec={spec} /> : undefined],
          [
            about.program,
            spec?.kind === "wasm" ? (
              <ShortId key="program" value={spec.program.digest} what={about.digest} />
            ) : undefined,
          ],
          [about.isPrivate, spec?.visibility === "private" ? about.private : undefined],
          [about.locked, <Amount key="locked" value={job.escrow} />],
          [about.toppedUp, job.toppedUp && <Amount key="topped" value={job.toppedUp} />],
          [about.cap, cap],
          [about.quorum, job.replicas === 1 ? undefined : about.of(number(job.quorum), number(job.replicas))],
          [about.deadline, <TickTime key="deadline" tick={job.deadline} ended={job.closeReason !== undefined} />],
          [
            about.window,
            job.windowEnds === undefined ? undefined : (
              <TickTime key="window" tick={job.windowEnds} ended={job.closeReason !== undefined} />
            ),
          ],
          [about.submitted, <Time key="submitted" ms={job.createdAt} />],
          [about.result, job.resultDigest && <ShortId key="result" value={job.resultDigest} what={about.digest} />],
          [about.refusal, job.refusal],
        ]}
      />
    </Card>
  );
}

/** A tick, and about when it comes. */
function TickTime({ tick, ended }: { tick: number; ended: boolean }) {
  const text = useText(jobText);
  const { number, duration } = useFormat();
  const now = useNetworkPulse().tick;
  const network = useRoute("getNetwork", {});
  const left = now === undefined ? 0 : tick - now;
  if (ended || left <= 0 || !network.data) return text.about.tick(number(tick));
  return text.about.ticksLeft(number(tick), duration(left * network.data.network.tickMs));
}

function ModelLink({ spec }: { spec: JobSpec & { kind: "onnx" } }) {
  const text = useText(jobText);
  const { manifest, namespace, name } = spec.model;
  if (namespace === undefined || name === undefined) return <ShortId value={manifest} what={text.about.digest} />;
  return (
    <Link
      to={`/models/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}`}
      className="text-accent underline underline-offset-2"
    >
      {shortModelName(namespace, name)}
    </Link>
  );
}
