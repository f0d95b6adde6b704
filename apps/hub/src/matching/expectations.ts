import { mergeStatistics, quantile, type UnitOfWork } from "@qubix/market";

/** Past runs of a program or model from which its expected duration is believed. */
const ENOUGH = 5;
/** Believed for so long without looking again. */
const KEPT_MS = 30_000;
const LIMIT = 10_000;

/** How long runs of a program or model will take, as past ones did. */
export class Expectations {
  readonly #known = new Map<string, { ms: number | undefined; until: number }>();

  constructor(readonly store: Pick<UnitOfWork, "history">) {}

  /** Nine of ten runs of each took at most so many milliseconds, by digest; missing where too few are known. */
  async of(programs: readonly string[]): Promise<Map<string, number>> {
    const now = performance.now();
    const asked = [...new Set(programs)];
    const unknown = asked.filter((program) => (this.#known.get(program)?.until ?? 0) < now);
    if (this.#known.size + unknown.length > LIMIT) this.#known.clear();
    await this.#look(unknown, now + KEPT_MS);
    return new Map(
      asked.flatMap((program) => {
        const ms = this.#known.get(program)?.ms;
        return ms === undefined ? [] : [[program, ms] as const];
      }),
    );
  }

  async #look(programs: readonly string[], until: number): Promise<void> {
    if (programs.length === 0) return;
    const all = await this.store.history.statistics(programs.map((program) => `program:${program}`));
    for (const program of programs) {
      const { runs, sketches } = mergeStatistics(all.filter(({ scope }) => scope === `program:${program}`));
      const ms = runs >= ENOUGH ? quantile(sketches.wallMs ?? {}, 0.9) : undefined;
      this.#known.set(program, { ms, until });
    }
  }
}
