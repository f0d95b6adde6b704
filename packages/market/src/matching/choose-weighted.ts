import type { Random } from "../ports/random.ts";
import type { BestList } from "./best-list.ts";

/** A row by chance, each with a probability in proportion to its rank: the best most often, but not always. */
export function chooseWeighted(best: BestList, random: Random): number {
  let sum = 0;
  for (let i = 0; i < best.length; i++) sum += weight(best.ranks[i]!);
  let point = random.fraction() * sum;
  for (let i = 0; i < best.length; i++) {
    point -= weight(best.ranks[i]!);
    if (point < 0) return best.rows[i]!;
  }
  return best.rows[best.length - 1]!;
}

/** Never 0, so that each has a chance. */
function weight(rank: number): number {
  return Math.max(rank, 0) + 0.01;
}
