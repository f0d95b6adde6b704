import { expect, test } from "vitest";
import { navigationOf } from "./navigation.ts";

test("each page has one place; a new one stands at the end, decisions by themselves", () => {
  const files = ["docs/README.md", "CONCEPTS.md", "docs/new.md", "docs/decisions/0001-a.md", "docs/architecture.md"];
  const sections = navigationOf(files);
  expect(sections.flatMap((section) => section.files).sort()).toEqual([...files].sort());
  expect(sections.at(-1)).toMatchObject({ title: "Decisions", folded: true });
  expect(sections.at(-2)!.files).toEqual(["docs/architecture.md", "docs/new.md"]);
});
