import { k12 } from "@qubix/qubic";

/** A seed that a text always leads to. For local networks only: whoever knows the text knows the key. */
export function seedFromText(text: string): string {
  const bytes = k12(new TextEncoder().encode(text), 55);
  return Array.from(bytes, (byte) => String.fromCharCode(97 + (byte % 26))).join("");
}
