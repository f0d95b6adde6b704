import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import { DraftField, type DraftFormProps } from "./draft-fields.tsx";
import { runText } from "./text.ts";

/** What the run may use, and what its machine must have. */
export function LimitsForm(form: DraftFormProps) {
  const text = useText(runText);
  const { bytes } = useFormat();
  const { draft } = form;
  const output = Number(draft.outputBytes);
  return (
    <fieldset className="mt-4">
      <legend className="mb-2 font-medium">{text.limits}</legend>
      <div className="grid items-end gap-4 sm:grid-cols-2">
        {draft.kind === "wasm" && (
          <DraftField {...form} field="fuel" label={text.fuel} hint={text.fuelHint} inputMode="numeric" />
        )}
        <DraftField {...form} field="memoryMiB" label={text.memory} inputMode="numeric" />
        <DraftField {...form} field="wallSeconds" label={text.wall} hint={text.wallHint} inputMode="numeric" />
        <DraftField
          {...form}
          field="outputBytes"
          label={text.output}
          hint={Number.isSafeInteger(output) ? bytes(output) : undefined}
          inputMode="numeric"
        />
        <DraftField {...form} field="minMemoryMiB" label={text.minMemory} inputMode="numeric" />
        <DraftField {...form} field="region" label={text.region} />
      </div>
    </fieldset>
  );
}
