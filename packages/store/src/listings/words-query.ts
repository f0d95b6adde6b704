/** `resnet 50` as a query for words that begin so; only letters and digits get into it. */
export function wordsQuery(search: string): string {
  return (search.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => `${word}:*`).join(" & ");
}
