import { HubError, JobNotOnChainError, RefusedCallError } from "@qubix/client";
import { Code, contractCode } from "@qubix/contract";
import { PROBLEMS } from "@qubix/protocol";
import { describe, expect, it } from "vitest";
import { problemText, translateProblem } from "./problem-text.ts";
import { type ProblemWords, problemWords } from "./problem-words.ts";

const answer = (code: keyof typeof PROBLEMS, more = {}) => {
  const { status, title, hint } = PROBLEMS[code];
  return HubError.fromAnswer(status, { type: "about:blank", title, status, code, hint, ...more });
};

describe.each(["pt", "es"] as const)("in %s an error", async (language) => {
  const words = (await problemWords.in(language)) as ProblemWords;
  const tell = (error: unknown) => translateProblem(problemText(error), words);

  it("is told by its code, with what the hub says beyond it", () => {
    const [title, hint] = words.problems.HUB_PAUSED!;
    expect(tell(answer("HUB_PAUSED"))).toEqual({ code: "HUB_PAUSED", message: title, hint });
    const detail = "It moves house until Monday.";
    expect(tell(answer("HUB_PAUSED", { detail }))).toEqual({ code: "HUB_PAUSED", message: title, hint, said: detail });
    const gone = HubError.unreachable("https://hub.example", new Error("refused"));
    expect(tell(gone)).toMatchObject({ message: words.problems.HUB_UNREACHABLE![0], said: gone.message });
    expect(tell(new JobNotOnChainError("Gone."))).toMatchObject({ message: words.problems.JOB_NOT_ON_CHAIN![0] });
  });

  it("says why the contract refuses, whoever was asked", () => {
    const why = words.refusals[Code.WrongHub]!;
    const { name, text } = contractCode(Code.WrongHub);
    const message = `${words.problems.TRANSACTION_REFUSED![0]}: ${why}`;
    expect(tell(new RefusedCallError(name, Code.WrongHub, text))).toEqual({ code: name, message });
    const told = answer("TRANSACTION_REFUSED", { detail: text, contractCode: Code.WrongHub });
    expect(tell(told)).toEqual({ code: "TRANSACTION_REFUSED", message });
  });

  it("stays as it is where it is unknown", () => {
    const error = Object.assign(new Error("Who knows"), { code: "toString", hint: "Try." });
    expect(tell(error)).toEqual({ code: "toString", message: "Who knows", hint: "Try." });
    expect(tell(new RefusedCallError("CODE_999", 999, "New."))).toMatchObject({ message: "New." });
    expect(tell(undefined)).toMatchObject({ code: "INTERNAL" });
  });
});
