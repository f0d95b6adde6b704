/** Names that stand in expressions without being metrics. */
const WORDS = new Set("and or unless by without on ignoring group_left group_right offset bool inf nan".split(" "));

/** The names of metrics in a PromQL expression. Enough of the grammar for rules and dashboards, not for everything. */
export function metricNames(expression: string): string[] {
  const bare = expression
    .replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""')
    .replaceAll(/\{[^{}]*\}/g, "")
    .replaceAll(/\[[^\]]*\]/g, "")
    .replaceAll(/\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^()]*\)/g, " ");
  const names = bare.matchAll(/(?<![\w:.])([A-Za-z_:][\w:]*)(?!\s*\(|[\w:])/g);
  return [...new Set([...names].map(([, name]) => name!).filter((name) => !WORDS.has(name)))];
}

/** What a series is called where it is declared: a histogram's parts go by its own name. */
export function familyOf(name: string): string {
  return name.replace(/_(?:bucket|sum|count)$/, "");
}
