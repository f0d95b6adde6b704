import type { EstimateDocument, StartPolicy } from "@qubix/protocol";
import { Checkbox, Select } from "../../design/field.tsx";
import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import { DraftField, type DraftFormProps } from "./draft-fields.tsx";
import { LimitsForm } from "./limits-form.tsx";
import { runText } from "./text.ts";

const STARTS: readonly StartPolicy[] = ["escrow-final", "assigned", "authorized"];

/** What is offered, and to whom. What most people leave as it is is folded away. */
export function OfferForm({
  estimate,
  tickMs,
  ...form
}: DraftFormProps & { estimate: EstimateDocument | undefined; tickMs: number }) {
  const text = useText(runText);
  const { amount, duration } = useFormat();
  const { draft, issues, onChange } = form;
  const cap = draft.priceCap === "" ? estimate?.price.cap : undefined;
  const hasHiddenIssue = issues.some(({ field }) => !["replicas", "priceCap", "name"].includes(field));
  return (
    <div className="flex flex-col gap-4">
      <div className="grid items-end gap-4 sm:grid-cols-2">
        <DraftField {...form} field="replicas" label={text.replicas} hint={text.replicasHint} inputMode="numeric" />
        <DraftField
          {...form}
          field="priceCap"
          label={text.priceCap}
          hint={cap === undefined ? text.priceCapHintNone : text.priceCapHint(amount(cap))}
          inputMode="numeric"
        />
      </div>
      <Checkbox
        label={text.metered}
        hint={text.meteredHint}
        checked={draft.metered}
        onChange={(event) => onChange({ metered: event.target.checked })}
      />
      {draft.kind !== "spec" && (
        <Checkbox
          label={text.isPrivate}
          hint={text.privateHint}
          checked={draft.isPrivate}
          onChange={(event) => onChange({ isPrivate: event.target.checked })}
        />
      )}
      {draft.kind !== "spec" && (
        <DraftField {...form} field="name" label={text.name} hint={text.nameHint} maxLength={128} />
      )}
      {/* Open where something in it is wrong: nobody would find it otherwise. */}
      <details open={hasHiddenIssue || undefined} className="rounded-control border p-3">
        <summary className="font-medium">{text.advanced}</summary>
        <div className="mt-4 grid items-end gap-4 sm:grid-cols-2">
          <DraftField {...form} field="quorum" label={text.quorum} hint={text.quorumHint} inputMode="numeric" />
          <DraftField
            {...form}
            field="deadlineTicks"
            label={text.deadline}
            hint={text.deadlineHint(duration((Number(draft.deadlineTicks) || 0) * tickMs))}
            inputMode="numeric"
          />
          <DraftField {...form} field="providers" label={text.providers} hint={text.providersHint} />
          <DraftField {...form} field="minStake" label={text.minStake} inputMode="numeric" />
          <Select
            label={text.start}
            value={draft.start}
            options={STARTS.map((value) => ({ value, label: text.starts[value] }))}
            onChange={(event) => onChange({ start: event.target.value as StartPolicy })}
          />
          <Checkbox
            label={text.bonded}
            checked={draft.bondedOnly}
            onChange={(event) => onChange({ bondedOnly: event.target.checked })}
          />
        </div>
        {draft.kind !== "spec" && <LimitsForm {...form} />}
      </details>
    </div>
  );
}
