import { useFormat } from "../i18n/use-format.ts";

/** QU: "1,234 QU". @param value as documents have it (a decimal string), or a bigint */
export function Amount({ value }: { value: string | bigint }) {
  const { amount } = useFormat();
  return <span className="whitespace-nowrap tabular-nums">{amount(value)}</span>;
}
