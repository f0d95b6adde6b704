import { describe, expect, test } from "vitest";
import { addressOf, relativeAddress } from "./address-of.ts";
import { resolveLink } from "./links.ts";

const repository = {
  pages: new Set(["docs/api.md", "docs/guides/provider.md", "CONCEPTS.md"]),
  has: (path: string) => ["deploy/proxy/nginx.conf", "bench"].includes(path),
};

test.each([
  ["docs/README.md", "index.html"],
  ["docs/api.md", "api.html"],
  ["docs/guides/provider.md", "guides/provider.html"],
  ["CONCEPTS.md", "concepts.html"],
  ["contracts/README.md", "contracts.html"],
])("%s becomes %s", (file, address) => {
  expect(addressOf(file)).toBe(address);
});

test("a page names another so that the site works below any path", () => {
  expect(relativeAddress("guides/provider.html", "api.html")).toBe("../api.html");
  expect(relativeAddress("index.html", "guides/provider.html")).toBe("guides/provider.html");
});

describe("a link", () => {
  const resolve = (href: string, file = "docs/guides/provider.md") => resolveLink(href, file, repository);

  test("to a page leads to its address, and tells the anchor that it needs", () => {
    expect(resolve("../api.md#getjob")).toEqual({
      kind: "link",
      href: "../api.html#getjob",
      file: "docs/api.md",
      anchor: "getjob",
    });
    expect(resolve("../../CONCEPTS.md")).toMatchObject({ href: "../concepts.html" });
  });

  test("within the page needs its anchor, too", () => {
    expect(resolve("#start")).toMatchObject({ href: "#start", file: "docs/guides/provider.md", anchor: "start" });
  });

  test("to another file of the repository is text", () => {
    expect(resolve("../../deploy/proxy/nginx.conf")).toEqual({ kind: "source", path: "deploy/proxy/nginx.conf" });
    expect(resolve("../../bench/")).toMatchObject({ kind: "source" });
  });

  test("to elsewhere stays", () => {
    expect(resolve("https://qubic.org")).toEqual({ kind: "link", href: "https://qubic.org" });
  });

  test.each(["missing.md", "../../../outside.md", "/api.html", "javascript:alert(1)", "file:///etc/passwd"])(
    "%s is broken",
    (href) => {
      expect(resolve(href)).toMatchObject({ kind: "broken" });
    },
  );
});
