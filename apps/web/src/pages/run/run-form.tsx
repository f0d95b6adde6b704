import { useCallback, useState } from "react";
import { Card } from "../../design/card.tsx";
import { Loaded } from "../../hub/loaded.tsx";
import { Problem } from "../../hub/problem.tsx";
import { useRoute } from "../../hub/use-route.ts";
import { useText } from "../../i18n/use-text.ts";
import { checkDraft } from "./check-draft.ts";
import type { Draft } from "./draft.ts";
import { EstimateView } from "./estimate-view.tsx";
import { InputsSection } from "./inputs-section.tsx";
import { missingInputs } from "./missing-inputs.ts";
import { modelOfSpec } from "./model-of-spec.ts";
import { OfferForm } from "./offer-form.tsx";
import { SameJobCard } from "./same-job/same-job-card.tsx";
import { SubmitPanel } from "./submit-panel.tsx";
import { TemplateList } from "./template-list.tsx";
import { runText } from "./text.ts";
import { useEstimate } from "./use-estimate.ts";
import { useRunModel } from "./use-run-model.ts";
import { useSubmit } from "./use-submit.ts";
import { WhatSection } from "./what-section.tsx";

/** The whole form: what, on what, for how much; and beside it what that would cost. */
export function RunForm({ initial }: { initial: Draft }) {
  const text = useText(runText);
  const [draft, setDraft] = useState(initial);
  // Another template begins the form anew, with what its parts have kept to themselves.
  const [version, setVersion] = useState(0);
  const network = useRoute("getNetwork", {});
  const chosen = useRunModel(draft.kind === "model" ? draft.model : modelOfSpec(draft.specText));
  const change = useCallback((some: Partial<Draft>) => setDraft((before) => ({ ...before, ...some })), []);
  const issues = checkDraft(draft);
  // What is not there yet is no mistake, until it is needed.
  const mistakes = issues.filter(({ problem }) => problem !== "missing");
  const { model, runtime } = chosen.data ?? {};
  const needsModel = draft.kind === "model";
  const pinned =
    needsModel && model && runtime !== undefined
      ? { manifest: model.digest, namespace: model.namespace, name: model.name, runtime }
      : undefined;
  const isWhole =
    issues.length === 0 &&
    (!needsModel ||
      (pinned !== undefined && model?.chain?.active && missingInputs(draft, model.manifest).length === 0));
  const ready = isWhole ? draft : undefined;
  const estimate = useEstimate(ready, pinned);
  const submitting = useSubmit();
  const form = { draft, issues: mistakes, onChange: change };
  return (
    <>
      <TemplateList
        onDraft={(next) => {
          setDraft(next);
          setVersion((before) => before + 1);
        }}
      />
      <div key={version} className="grid items-start gap-4 sm:gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-4 sm:gap-6">
          <WhatSection {...form} chosen={chosen} />
          <InputsSection
            key={draft.kind + draft.model}
            draft={draft}
            manifest={model?.manifest}
            limit={network.data?.limits.blobBytes ?? 0}
            onChange={(some) => setDraft((before) => ({ ...before, ...some(before) }))}
          />
          <Card title={text.offer}>
            <OfferForm {...form} estimate={estimate.data} tickMs={network.data?.network.tickMs ?? 0} />
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-4 sm:gap-6 lg:sticky lg:top-20">
          <Card title={text.estimate.title}>
            {ready ? (
              <Loaded read={{ ...estimate, data: estimate.error ? undefined : estimate.data }}>
                {(found) => (
                  <EstimateView estimate={found} onChange={change}>
                    <Loaded read={network}>
                      {(info) => (
                        <SubmitPanel {...{ draft: ready, estimate: found, pinned, model, submitting }} network={info} />
                      )}
                    </Loaded>
                  </EstimateView>
                )}
              </Loaded>
            ) : (
              <p className="text-sm text-muted">{text.estimate.none}</p>
            )}
          </Card>
          {ready && !estimate.error && <SameJobCard draft={ready} cap={estimate.data?.price.cap} pinned={pinned} />}
        </div>
      </div>
      {network.error && !network.data && <Problem error={network.error} onRetry={() => void network.refetch()} />}
    </>
  );
}
