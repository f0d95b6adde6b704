import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { curlLine } from "./curl-line.ts";

const url = new URL("http://hub.test/api/v1/jobs?limit=1");

/** The words that a shell makes of a line, with `curl` put out of action. */
function wordsOf(line: string): string[] {
  const script = `curl() { printf '%s\\n' "$@"; cat >/dev/null; }\n${line}`;
  const env = { ...process.env, QUBIX_API_KEY: "the key" };
  const { stdout, status } = spawnSync("bash", ["-c", script], { encoding: "utf8", input: "", env });
  expect(status).toBe(0);
  return stdout.split("\n").slice(0, -1);
}

test("a line is what a shell reads as the request, whatever stands in it", () => {
  const body = { text: `{"name":"it's $HOME \`id\` \\\\"}` };
  const words = wordsOf(curlLine({ method: "POST", url, headers: { accept: "a'b" }, body }));
  expect(words).toEqual([
    "-sS",
    "--fail-with-body",
    "-X",
    "POST",
    "-H",
    "accept: a'b",
    "--data-raw",
    body.text,
    url.href,
  ]);
});

test("reads need no method, streams no buffer, files stay files", () => {
  expect(wordsOf(curlLine({ method: "GET", url, headers: {}, stream: true }))).toEqual([
    "-sS",
    "--fail-with-body",
    "-N",
    url.href,
  ]);
  expect(curlLine({ method: "HEAD", url, headers: {} })).toContain("--head");
  expect(wordsOf(curlLine({ method: "PUT", url, headers: {}, body: { file: "a b.wasm" } }))).toContain("@a b.wasm");
  const piped = curlLine({ method: "PUT", url, headers: {}, body: { bytes: Uint8Array.of(0, 255) } });
  expect(piped).toMatch(/^printf %s AP8= \| base64 -d \| curl /);
});

test("an API key stays a variable until the shell runs the line", () => {
  const line = curlLine({ method: "GET", url, headers: { authorization: "Bearer $QUBIX_API_KEY" } });
  expect(line).not.toContain("the key");
  expect(wordsOf(line)).toContain("authorization: Bearer the key");
});
