import { expect, it } from "vitest";
import { endedCsv } from "./ended-csv.ts";

it("tells what ended and why, as far as anybody said", () => {
  const ended = {
    jobKey: "ab",
    attempt: 1,
    machine: "m",
    price: "100",
    updatedAt: 0,
    endReason: "lease-ended" as const,
  };
  const declined = { ...ended, attempt: 2, endReason: "declined" as const, declineReason: "underpaid" as const };
  expect(endedCsv([declined, ended])).toBe(
    "time,job,attempt,machine,price_qu,ended,why\r\n" +
      "1970-01-01T00:00:00.000Z,ab,2,m,100,declined,underpaid\r\n" +
      "1970-01-01T00:00:00.000Z,ab,1,m,100,lease-ended,\r\n",
  );
});
