import { TextField } from "../../design/field.tsx";
import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import type { CheckedTerms, TypedTerms } from "./check-terms.ts";
import { providerText } from "./text.ts";

/** Fields of a provider's terms. @param checked what is wrong is told, if it is given */
export function TermsFields({
  value,
  onChange,
  checked,
  least,
  withStake,
}: {
  value: TypedTerms;
  onChange: (value: TypedTerms) => void;
  checked: CheckedTerms | undefined;
  least: { stake: bigint; minPrice: bigint };
  withStake: boolean;
}) {
  const text = useText(providerText);
  const { amount } = useFormat();
  const field = (name: keyof TypedTerms) => {
    const problem = checked && !checked.ok ? checked.wrong[name] : undefined;
    return {
      value: value[name],
      error: problem && text[problem],
      onChange: (event: { target: { value: string } }) => onChange({ ...value, [name]: event.target.value }),
    };
  };
  return (
    <div className="grid items-end gap-4 sm:grid-cols-2">
      {withStake && (
        <TextField
          label={`${text.stake} (QU)`}
          hint={text.stakeHint(amount(least.stake))}
          inputMode="numeric"
          {...field("stake")}
        />
      )}
      <TextField
        label={`${text.price} (QU)`}
        hint={text.priceHint(amount(least.minPrice))}
        inputMode="numeric"
        {...field("minPrice")}
      />
      <TextField label={text.capacity} inputMode="numeric" {...field("capacity")} />
      <TextField label={text.hot} hint={text.hotHint} spellCheck={false} autoComplete="off" {...field("hot")} />
      <TextField label={text.payout} spellCheck={false} autoComplete="off" {...field("payout")} />
    </div>
  );
}
