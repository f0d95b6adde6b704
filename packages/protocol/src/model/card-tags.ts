import type { CardMetadata } from "./model-card.ts";

/** Words that a model can be filtered by: what its card calls tags, and all else that it says in one word. */
export function cardTags(card: CardMetadata): string[] {
  const named = (kind: string, values: readonly string[] = []) => values.map((value) => `${kind}:${value}`);
  return [
    ...new Set([
      ...(card.tags ?? []),
      ...[card.pipeline_tag, card.library_name].filter((word) => word !== undefined),
      ...(card.language ?? []),
      ...(card.license === undefined ? [] : named("license", [card.license.toLowerCase()])),
      ...named("base_model", card.base_model),
      ...named("dataset", card.datasets),
    ]),
  ];
}
