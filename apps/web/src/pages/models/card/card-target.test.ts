import { expect, it } from "vitest";
import { cardFile, cardTarget, slugOf } from "./card-target.ts";

const files = [{ path: "img/a b.png", digest: `sha256:${"0".repeat(64)}`, size: 1 }];

it.each([
  ["https://example.org/x", { kind: "outside", url: "https://example.org/x" }],
  ["MAILTO:a@example.org", { kind: "outside", url: "mailto:a@example.org" }],
  ["#The data", { kind: "place", fragment: "#card-the-data" }],
  ["./img/a%20b.png?raw=true#x", { kind: "file", file: files[0] }],
])("%j may be followed", (address, target) => {
  expect(cardTarget(address, files)).toEqual(target);
});

it.each([
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\tscript:alert(1)",
  " javascript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "blob:https://example.org/1",
  "vbscript:x",
  "file:///etc/passwd",
  "//example.org/x",
  "/wallet",
  "../../wallet",
  "img/other.png",
  "%",
  "",
])("%j may not", (address) => {
  expect(cardTarget(address, files)).toBeUndefined();
});

it("takes images from the version alone", () => {
  expect(cardFile("img/a b.png", files)).toBe(files[0]);
  expect(cardFile("https://example.org/img/a b.png", files)).toBeUndefined();
});

it("makes ids of headings", () => {
  expect(slugOf("  What's <b>in</b> it? ")).toBe("whats-binb-it");
  expect(slugOf("ação über")).toBe("ação-über");
});
