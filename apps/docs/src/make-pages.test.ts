import { describe, expect, test } from "vitest";
import { makePages } from "./make-pages.ts";

/** Makes pages of texts by file; the only image is docs/images/page.png, the only other file LICENSE. */
function make(texts: Record<string, string>) {
  return makePages({
    texts: new Map(Object.entries(texts)),
    repository: {
      pages: new Set(Object.keys(texts)),
      has: (path) => path === "LICENSE" || path === "docs/images/page.png",
    },
    image: (path) =>
      path === "docs/images/page.png" ? { width: 390, height: 844, address: "assets/page-1.png" } : undefined,
  });
}

const htmlOf = (text: string, others: Record<string, string> = {}) => make({ "docs/a.md": text, ...others })[0]!.html;

describe("a page", () => {
  test("has its title, its summary, its headings with anchors, and what a search finds under each", () => {
    const text = "# A `title`\n\nThe *first* words,\nand more.\n\n## One\n\nText.\n\n## One\n\n```sh\nqubix up\n```\n";
    const [page] = make({ "docs/a.md": text });
    expect(page).toMatchObject({ title: "A title", summary: "The first words, and more.", address: "a.html" });
    expect(page!.headings.map(({ slug }) => slug)).toEqual(["a-title", "one", "one-1"]);
    expect(page!.passages.map(({ text }) => text)).toEqual(["The first words, and more.", "Text.", "qubix up"]);
  });

  test("shows raw HTML as text, and has no inline style or script", () => {
    const html = htmlOf("# A\n\n<script>alert(1)</script> <b onclick=x>\n\n| a | |\n|--:|---|\n| 1 | 2 |\n");
    expect(html).toContain("&lt;script&gt;");
    expect(html).not.toMatch(/<script|style=|<b /);
    expect(html).toContain('<th scope="col" class="right">a</th>');
    expect(html).toContain("<td></td>");
  });

  test("leads from codes to what explains them, but not from headings or links", () => {
    const html = htmlOf("# A\n\n`JOB_NOT_FOUND` and `docs/b.md`\n\n## `JOB_NOT_FOUND`\n\n[`JOB_NOT_FOUND`](b.md)\n", {
      "docs/b.md": "# B\n",
      "docs/error-codes.md": "# Error codes\n\n## JOB_NOT_FOUND\n",
    });
    expect(html).toContain('<a href="error-codes.html#job_not_found"><code>JOB_NOT_FOUND</code></a> and');
    expect(html).toContain('<a href="b.html"><code>docs/b.md</code></a>');
    expect(html.match(/error-codes\.html/g)).toHaveLength(1);
  });

  test("tells files of the repository as text, and images with their size", () => {
    const html = htmlOf("# A\n\n[the licence](../LICENSE) ![The page](images/page.png)\n");
    expect(html).toContain('<span class="source" title="In the sources: LICENSE">the licence</span>');
    expect(html).toContain('src="assets/page-1.png"');
    expect(html).toContain('width="390" height="844"');
  });
});

test.each([
  ["# A\n\n[b](b.md)\n", "there is no docs/b.md"],
  ["# A\n\n[b](#b)\n", "docs/a.md has no heading #b"],
  ["# A\n\n![b](images/b.png)\n", "there is no such image"],
  ["# A\n\n![](images/page.png)\n", "say what the image shows"],
  ["A text\n", "a page begins with its only heading"],
  ["# A\n\n# B\n", "a page begins with its only heading"],
])("%j is refused", (text, why) => {
  expect(() => make({ "docs/a.md": text })).toThrow(why);
});
