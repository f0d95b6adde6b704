/** One thing that must be well for the process to serve. Resolves with what is wrong, in words, or with nothing. */
export type ReadinessCheck = () => string | undefined | Promise<string | undefined>;

/** The answer of `GET /readyz`. */
export interface Readiness {
  ready: boolean;
  /** Each check by name: `ok`, or what is wrong. */
  checks: Record<string, string>;
}

const SLOW_MS = 3_000;

/**
 * Whether a process may be given work. It is alive as long as it answers at all; it is ready when all checks pass and it isn't
 * about to end. Answers say no addresses and no secrets: strangers may ask.
 */
export class Health {
  #draining = false;
  readonly #checks: ReadonlyMap<string, ReadinessCheck>;

  constructor(checks: Record<string, ReadinessCheck>) {
    this.#checks = new Map(Object.entries(checks));
  }

  /** From now on it is not ready: whoever balances load looks elsewhere while it ends. */
  drain(): void {
    this.#draining = true;
  }

  async readiness(): Promise<Readiness> {
    const checks = await Promise.all(
      [...this.#checks].map(async ([name, check]) => [name, (await withinTime(check)) ?? "ok"] as const),
    );
    const found = Object.fromEntries(this.#draining ? [...checks, ["process", "it is shutting down"]] : checks);
    return { ready: Object.values(found).every((one) => one === "ok"), checks: found };
  }
}

/** A check that throws or hangs is a check that fails. */
async function withinTime(check: ReadinessCheck): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${SLOW_MS / 1_000} s`), SLOW_MS);
  });
  try {
    return await Promise.race([Promise.resolve(check()), late]);
  } catch {
    return "it does not answer";
  } finally {
    clearTimeout(timer);
  }
}
