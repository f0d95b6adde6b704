import type { EstimateDocument, ModelDocument, NetworkInfo } from "@qubix/protocol";
import { Button, ButtonLink } from "../../design/button.tsx";
import { Notice } from "../../design/notice.tsx";
import { Progress } from "../../design/progress.tsx";
import { Problem } from "../../hub/problem.tsx";
import { problemText } from "../../hub/problem-text.ts";
import { useRoute } from "../../hub/use-route.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import { type Account, useAccount } from "../../wallet/wallet-provider.tsx";
import type { Draft } from "./draft.ts";
import type { PinnedModel } from "./spec-of-draft.ts";
import { runText } from "./text.ts";
import type { Stage, Submitting } from "./use-submit.ts";

interface Offer {
  /** Without issues. */
  draft: Draft;
  estimate: EstimateDocument;
  pinned: PinnedModel | undefined;
  model: ModelDocument | undefined;
  network: NetworkInfo;
  submitting: Submitting;
}

/** The last step: who pays, and whether it is enough; then signing, uploading, submitting. */
export function SubmitPanel(offer: Offer) {
  const text = useText(runText);
  const account = useAccount();
  if (account) return <Pay account={account} {...offer} />;
  const toWallet = (
    <ButtonLink kind="primary" to="/wallet">
      {text.toWallet}
    </ButtonLink>
  );
  return (
    <Notice title={text.needsWallet} actions={toWallet}>
      {text.needsWalletHint}
    </Notice>
  );
}

function Pay({ account, draft, estimate, pinned, model, network, submitting }: Offer & { account: Account }) {
  const text = useText(runText);
  const { amount } = useFormat();
  const entity = useRoute("getEntity", { params: { identity: account.identity } }, { refresh: "tick" });
  const { submit, isPending, error, stage, stop } = submitting;
  const due = BigInt(estimate.escrow.amount);
  const balance = entity.data && BigInt(entity.data.balance);
  const isEnough = balance === undefined || balance >= due;
  const go = () =>
    submit({
      ...{ draft, pinned, model, network },
      priceCap: BigInt(estimate.price.cap),
      createFee: BigInt(estimate.escrow.createFee),
    });
  return (
    <div className="flex flex-col gap-3">
      {!isEnough && (
        <Notice
          tone="warn"
          title={text.tooLittle(amount(balance), amount(due))}
          actions={<ButtonLink to="/wallet">{text.toWallet}</ButtonLink>}
        >
          {text.tooLittleHint}
        </Notice>
      )}
      {error && !wasStopped(error) && (
        <div className="flex flex-col gap-2">
          <p className="font-medium">{text.failed}</p>
          <Problem error={error} />
          <p className="text-sm text-muted">{text.uploadFailed}</p>
        </div>
      )}
      {stage && <StageView stage={stage} onStop={stop} />}
      <Button kind="primary" busy={isPending} disabled={!isEnough} onClick={go}>
        {estimate.offers.matching === 0 ? text.anyway : text.submit}
      </Button>
    </div>
  );
}

function StageView({ stage, onStop }: { stage: Stage; onStop: () => void }) {
  const text = useText(runText);
  const words = stage.name === "uploading" ? text.stages.uploading(stage.file) : text.stages[stage.name];
  return (
    <div role="status" className="flex flex-col gap-2 text-sm">
      <p>{words}</p>
      {stage.name === "uploading" && (
        <div className="flex items-center gap-3">
          <Progress label={words} value={stage.progress} />
          <Button small onClick={onStop}>
            {text.stop}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Stopped by its owner: in the dialog, or while it was uploaded. */
function wasStopped(error: unknown): boolean {
  return (error as Error).name === "AbortError" || problemText(error).code === "SIGNING_REFUSED";
}
