import { randomInt } from "node:crypto";
import type { Random } from "./random.ts";

/** Chance from the system's generator. */
export const cryptoRandom: Random = {
  fraction: () => randomInt(2 ** 47) / 2 ** 47,
};
