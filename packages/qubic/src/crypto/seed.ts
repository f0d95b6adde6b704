import { QubicError } from "../errors.ts";
import { k12 } from "./k12.ts";

const SEED_LENGTH = 55;
const FIRST_LETTER = "a".charCodeAt(0);
const LETTERS = 26;
/** Bytes from here up are drawn again, so that each letter is equally likely. */
const UNBIASED_LIMIT = 256 - (256 % LETTERS);

/** A new secret seed: 55 letters a-z from the system's random source, each equally likely. */
export function createSeed(): string {
  let seed = "";
  while (seed.length < SEED_LENGTH) {
    for (const byte of crypto.getRandomValues(new Uint8Array(64))) {
      if (byte < UNBIASED_LIMIT && seed.length < SEED_LENGTH)
        seed += String.fromCharCode(FIRST_LETTER + (byte % LETTERS));
    }
  }
  return seed;
}

/** K12 of the seed's letters as bytes 0-25. Secret: it signs. Throws INVALID_SEED (which never repeats the seed). */
export function subseedFromSeed(seed: string): Uint8Array {
  if (!/^[a-z]{55}$/.test(seed)) {
    throw new QubicError("INVALID_SEED", "A seed is 55 letters a to z; check that it was copied whole", {
      length: typeof seed === "string" ? seed.length : undefined,
    });
  }
  return k12(Uint8Array.from(seed, (letter) => letter.charCodeAt(0) - FIRST_LETTER));
}
