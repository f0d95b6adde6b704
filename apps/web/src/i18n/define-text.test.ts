import { expect, it } from "vitest";
import { defineText } from "./define-text.ts";

it("a language is loaded once, and again after it could not be", async () => {
  let loads = 0;
  const text = defineText(
    { hello: "Hello" },
    {
      pt: async () => {
        loads += 1;
        if (loads === 1) throw new Error("offline");
        return { hello: "Olá" };
      },
      es: async () => ({ hello: "Hola" }),
    },
  );
  expect(text.in("en")).toEqual({ hello: "Hello" });
  await expect(text.in("pt")).rejects.toThrow("offline");
  const loading = text.in("pt");
  expect(await loading).toEqual({ hello: "Olá" });
  // Still the promise: a component that waited for it asks for it again.
  expect(text.in("pt")).toBe(loading);
  expect(loads).toBe(2);
});
