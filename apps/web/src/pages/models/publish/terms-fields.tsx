import { Card } from "../../../design/card.tsx";
import { TextField } from "../../../design/field.tsx";
import { useRoute } from "../../../hub/use-route.ts";
import { useFormat } from "../../../i18n/use-format.ts";
import { useText } from "../../../i18n/use-text.ts";
import { LICENSES } from "../browse/model-filters.ts";
import type { PartProps } from "./publish-form.tsx";
import { publishText } from "./text.ts";

/** What the model may be used for, and what it earns. */
export function TermsFields({ draft, onChange, faults }: PartProps) {
  const { terms: text } = useText(publishText);
  const { amount } = useFormat();
  const fee = useRoute("getNetwork", {}).data?.contractConfig.modelFee;
  return (
    <Card title={text.title}>
      <div className="grid items-end gap-3 sm:grid-cols-2">
        <TextField
          label={text.license}
          hint={text.licenseHint}
          error={faults.license}
          value={draft.license}
          list="licenses"
          maxLength={128}
          spellCheck={false}
          onChange={(event) => onChange({ license: event.target.value })}
        />
        <datalist id="licenses">
          {LICENSES.map((license) => (
            <option key={license} value={license} />
          ))}
        </datalist>
        <TextField
          label={text.royalty}
          hint={text.royaltyHint}
          error={faults.royalty}
          value={draft.royalty}
          inputMode="numeric"
          maxLength={15}
          onChange={(event) => onChange({ royalty: event.target.value })}
        />
      </div>
      {fee !== undefined && <p className="mt-3 text-sm text-muted">{text.fee(amount(BigInt(fee)))}</p>}
    </Card>
  );
}
