import { expect, test } from "vitest";
import { JOB_TEMPLATES } from "./templates.ts";

test("each template takes what one gives it", () => {
  for (const { make, example } of JOB_TEMPLATES) {
    expect(JSON.stringify(make(example))).toContain(example);
    expect(JSON.stringify(make("another"))).toContain("another");
  }
});
