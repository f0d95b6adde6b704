import { defineConfig } from "vitest/config";

/** Stories in a real browser against a real local network: `npm run test:browser`. One at a time, since each takes a machine. */
export default defineConfig({
  root: new URL("../../", import.meta.url).pathname,
  test: {
    include: ["tests/browser/**/*.browser.test.ts"],
    pool: "forks",
    maxWorkers: 1,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // What is waited for comes when the machine gets to it; how long that takes is no test's business.
    expect: { poll: { timeout: 30_000 } },
    teardownTimeout: 30_000,
  },
});
