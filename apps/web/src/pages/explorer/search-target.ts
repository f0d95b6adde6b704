/**
 * The page that a text means which somebody typed into the search box: a tick, a transaction, an identity, a job or a model.
 * Undefined when it is none of them. Whether there is such a thing, the page finds out.
 */
export function searchTarget(typed: string): string | undefined {
  const text = typed.trim();
  if (/^[0-9][0-9.,' ]{0,14}$/.test(text)) return tickTarget(text.replaceAll(/[.,' ]/g, ""));
  if (/^[A-Z]{60}$/.test(text)) return `/explorer/identities/${text}`;
  if (/^[a-z]{60}$/.test(text)) return `/explorer/transactions/${text}`;
  if (/^(?:0x)?[0-9a-f]{64}$/i.test(text)) return `/jobs/${text.slice(-64).toLowerCase()}`;
  if (/^[a-z0-9][a-z0-9._-]{0,63}\/[a-z0-9][a-z0-9._-]{0,63}$/.test(text)) return `/models/${text}`;
  return undefined;
}

function tickTarget(digits: string): string | undefined {
  const tick = Number(digits);
  return tick > 0 && tick <= 0xffff_ffff ? `/explorer/ticks/${tick}` : undefined;
}
