import { expect, test } from "vitest";
import { nextStep } from "./take-stake.ts";

const record = { paused: 0, live: 2, stake: 100n, unstaking: 0n, unstakeAt: 0 };

test("a provider leaves step by step, and goes on where it was", () => {
  expect(nextStep(record, 5)).toBe("pause");
  expect(nextStep({ ...record, paused: 1 }, 5)).toBe("finish");
  const idle = { ...record, paused: 1, live: 0 };
  expect(nextStep(idle, 5)).toBe("request");
  expect(nextStep({ ...idle, unstaking: 40n }, 5)).toBe("request");
  const asked = { ...idle, unstaking: 100n, unstakeAt: 9 };
  expect(nextStep(asked, 8)).toBe("wait");
  expect(nextStep(asked, 9)).toBe("unstake");
});
