import { newProvider, openTestStore } from "@qubix/store/testing";
import { expect, it, onTestFinished } from "vitest";
import type { Applied } from "../chain/apply-events.ts";
import { type Position, RoleSignals } from "./role-signals.ts";

it("signals reach the hub's other processes, and each process only once", async () => {
  const store = await openTestStore();
  onTestFinished(() => store.close());
  await store.providers.put(newProvider(3));
  const hub = "H".repeat(60);
  const [a, b] = [new RoleSignals(), new RoleSignals()];
  const heard: Record<"a" | "b", unknown[]> = { a: [], b: [] };
  const applied: Record<"a" | "b", Applied[]> = { a: [], b: [] };
  for (const [name, signals] of [
    ["a", a],
    ["b", b],
  ] as const) {
    const unlink = await signals.link(store, { hub, holder: name }, (error) => expect.unreachable(String(error)));
    onTestFinished(() => unlink());
    signals.on("intent", (id) => heard[name].push(id));
    signals.on("machine", (...machine) => heard[name].push(machine));
    signals.on("projected", (position: Position) => heard[name].push(position));
    signals.on("applied", (one) => applied[name].push(one));
  }
  const stranger = new RoleSignals();
  const unlink = await stranger.link(store, { hub: "S".repeat(60), holder: "s" }, () => undefined);
  onTestFinished(() => unlink());
  stranger.tellIntent("not ours");

  const position = { nextSeq: 2n ** 60n, tick: 7, changed: true };
  a.tellIntent("create:x");
  a.tellMachine(3, "m");
  a.tellProjected(position);
  const attempts = Array.from({ length: 100 }, (_, id) => {
    return { id, provider: 3, machine: "m".repeat(64), state: "assigned" as const };
  });
  a.tellApplied({ jobs: [{ key: "k", state: "assigned" }], attempts, providers: [newProvider(3)] });
  const all = ["create:x", [3, "m"], position];
  await expect.poll(() => applied.b.flatMap((one) => one.attempts)).toEqual(attempts);
  expect(heard).toEqual({ a: all, b: all });
  expect(applied.b.flatMap(({ providers }) => providers)).toEqual([newProvider(3)]);
  expect(applied.a).toHaveLength(1);
});
