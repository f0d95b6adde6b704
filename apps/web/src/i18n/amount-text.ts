/** Most QU that one transaction may move. */
const MAX_AMOUNT = 10n ** 15n;

/** Reads QU as somebody types them: digits, with spaces between groups if one likes. QU have no fractions. */
export function parseAmount(text: string): bigint | undefined {
  const digits = text.replaceAll(/[\s\u00a0\u202f]/g, "");
  if (!/^[0-9]{1,16}$/.test(digits)) return undefined;
  const amount = BigInt(digits);
  return amount <= MAX_AMOUNT ? amount : undefined;
}
