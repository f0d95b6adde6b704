import { ATTEMPT_STATES, CLOSE_REASONS, type CloseReason, isTerminalJobState, JOB_STATES } from "@qubix/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ATTEMPT_TRANSITIONS, assertAttemptTransition, isLiveAttempt } from "./attempt-transitions.ts";
import { type AttemptView, type ChainJobView, deriveJobState } from "./derive-job-state.ts";
import { assertJobTransition, JOB_TRANSITIONS } from "./job-transitions.ts";
import { assertTransactionTransition, TRANSACTION_TRANSITIONS } from "./transaction-transitions.ts";

const state = fc.constantFrom(...JOB_STATES);

describe("jobs", () => {
  it("end, and then stay as they are", () => {
    for (const from of JOB_STATES) {
      expect(JOB_TRANSITIONS[from].length === 0).toBe(isTerminalJobState(from));
      expect(JOB_TRANSITIONS[from]).not.toContain(from);
      expect(JOB_TRANSITIONS[from]).not.toContain("submitted");
    }
  });

  it("throw on every step that is not in the table", () => {
    fc.assert(
      fc.property(state, state, (from, to) => {
        const legal = from === to || JOB_TRANSITIONS[from].includes(to);
        if (legal) assertJobTransition(from, to);
        else
          expect(() => assertJobTransition(from, to)).toThrow(expect.objectContaining({ code: "ILLEGAL_TRANSITION" }));
      }),
    );
  });

  it("derive only states that may follow, while chain and attempts go forward", () => {
    const attempt = fc.record<AttemptView>({
      state: fc.constantFrom(...ATTEMPT_STATES),
      phase: fc.constantFrom(undefined, "offered", "fetching", "running", "uploaded"),
    });
    const closed = fc.constantFrom(...(Object.keys(CLOSE_REASONS) as CloseReason[]));
    fc.assert(
      fc.property(
        fc.array(fc.array(attempt, { maxLength: 3 }), { minLength: 4, maxLength: 4 }),
        closed,
        (runs, closeReason) => {
          const way: ChainJobView[] = [{ state: "absent" }, { state: "open" }, { state: "open" }, { state: "decided" }];
          const states = way.map((view, i) => deriveJobState(view, runs[i]!));
          states.push(deriveJobState({ state: "closed", closeReason }, []));
          for (let i = 1; i < states.length; i++) assertJobTransition(states[i - 1]!, states[i]!);
        },
      ),
    );
  });

  it("are ready to be looked at once a result is revealed", () => {
    expect(deriveJobState({ state: "revealing" }, [{ state: "committed" }])).toBe("committed");
    expect(deriveJobState({ state: "revealing" }, [{ state: "committed" }, { state: "revealed" }])).toBe("revealed");
  });

  it("wait again when their only attempt has ended", () => {
    expect(deriveJobState({ state: "open" }, [{ state: "assigned", phase: "running" }])).toBe("running");
    expect(deriveJobState({ state: "open" }, [{ state: "ended", phase: "running" }])).toBe("funded");
  });
});

describe("attempts and transactions", () => {
  it("go forward only", () => {
    for (const [from, next] of Object.entries(ATTEMPT_TRANSITIONS)) {
      for (const to of next) expect(ATTEMPT_STATES.indexOf(to)).toBeGreaterThan(ATTEMPT_STATES.indexOf(from as never));
      expect(isLiveAttempt(from as never)).toBe(next.length > 0);
    }
    expect(() => assertAttemptTransition("revealed", "ended")).toThrow();
    expect(() => assertAttemptTransition("ended", "assigned")).toThrow();
  });

  it("never leave a proven absence", () => {
    for (const to of Object.keys(TRANSACTION_TRANSITIONS)) {
      if (to !== "absent") expect(() => assertTransactionTransition("absent", to as never)).toThrow();
    }
  });
});
