import { Code } from "@qubix/contract";

/** What the contract's refusals mean, by the contract's number, from their texts by name: none may be missing. */
export function refusalTexts(texts: Record<keyof typeof Code, string>): Record<number, string> {
  const byNumber = Object.entries(Code).map(([name, number]) => [number, texts[name as keyof typeof Code]]);
  return Object.fromEntries(byNumber);
}
