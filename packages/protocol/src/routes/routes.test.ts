import { describe, expect, it } from "vitest";
import { makeProblem, Problem } from "../errors/problem.ts";
import { PROBLEMS } from "../errors/problem-codes.ts";
import { CLOSE_REASONS, closeReasonOf, finalStateOf } from "../job/close-reason.ts";
import { isTerminalJobState } from "../job/job-state.ts";
import type { Route } from "./route.ts";
import { routes } from "./routes.ts";

const all = Object.entries(routes) as [string, Route][];

describe("the route table", () => {
  it.each(all)("%s is whole", (_, route) => {
    const named = [...route.path.matchAll(/:([a-z0-9]+)/gi)].map((match) => match[1]);
    expect(Object.keys(route.params?.shape ?? {}).sort()).toEqual(named.sort());
    for (const code of route.problems) expect(PROBLEMS[code]).toBeDefined();
    if (route.method === "GET" || route.method === "HEAD") expect(route.body).toBeUndefined();
  });

  it("has each address once", () => {
    const addresses = all.map(([, r]) => `${r.method} ${r.path.replace(/:[a-zA-Z0-9]+/g, ":")}`);
    expect(new Set(addresses).size).toBe(addresses.length);
  });
});

describe("codes", () => {
  it("make problem documents that say what to do", () => {
    for (const code of Object.keys(PROBLEMS) as (keyof typeof PROBLEMS)[]) {
      const problem = makeProblem(code, "because");
      expect(Problem.parse(problem)).toEqual(problem);
      expect(problem.hint).toMatch(/\S/);
    }
  });

  it("lead each close reason to a final state", () => {
    for (const [name, number] of Object.entries(CLOSE_REASONS)) {
      expect(closeReasonOf(number)).toBe(name);
      expect(isTerminalJobState(finalStateOf(closeReasonOf(number)!))).toBe(true);
    }
  });
});
