import { expect, it } from "vitest";
import { Slots } from "./slots.ts";

const signal = new AbortController().signal;

it("lets as many in as there are places, the others in order", async () => {
  const slots = new Slots(2);
  const entered: string[] = [];
  const enter = async (name: string) => {
    const give = await slots.take(signal);
    entered.push(name);
    return give;
  };
  const [a, b] = [await enter("a"), await enter("b")];
  const [c, d] = [enter("c"), enter("d")];
  a();
  a(); // twice is once
  await c;
  expect(entered).toEqual(["a", "b", "c"]);
  b();
  (await d)();
  expect(entered).toEqual(["a", "b", "c", "d"]);
});

it("forgets who stops waiting", async () => {
  const slots = new Slots(1);
  const give = await slots.take(signal);
  const stop = new AbortController();
  const waiting = slots.take(stop.signal);
  stop.abort(new Error("enough"));
  await expect(waiting).rejects.toThrow("enough");
  give();
  (await slots.take(signal))();
});
