import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildSite } from "./build-site.ts";

describe("the site of this repository's documents", () => {
  const folder = mkdtempSync(join(tmpdir(), "qubix-docs-"));
  let addresses: string[];
  beforeAll(async () => {
    addresses = await buildSite(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const pages = () => addresses.filter((address) => address.endsWith(".html"));
  const read = (address: string) => readFileSync(join(folder, address), "utf8");

  test("is complete, and every page loads only what is there", () => {
    expect(addresses).toEqual(expect.arrayContaining(["index.html", "concepts.html", "contracts.html", "api.html"]));
    for (const page of pages()) {
      const loaded = [...read(page).matchAll(/(?:src|data-index|href)="([^"#]*)[^"]*"/g)].map(([, href]) => href!);
      for (const href of loaded) {
        if (href === "" || href.startsWith("https://")) continue;
        const target = new URL(href, `http://site/${page}`).pathname.slice(1);
        expect(addresses, `${href} of ${page}`).toContain(target);
      }
    }
  });

  test("needs no inline script or style, and nothing from elsewhere", () => {
    for (const page of pages()) {
      const html = read(page);
      expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
      expect(html).not.toMatch(/(?:src|data-index)="(?:https?:)?\/\//);
    }
  });

  test("names what may be kept for ever by its content", () => {
    for (const address of addresses.filter((one) => one.startsWith("assets/")))
      expect(address).toMatch(/-[0-9A-Za-z]{8}\.\w+$/);
  });
});
