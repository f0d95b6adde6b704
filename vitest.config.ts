import { defineConfig } from "vitest/config";

/** One test run for the whole tree. Files run in forked processes: tests open real sockets, databases and children. */
export default defineConfig({
  test: {
    include: ["{contracts,packages,apps,examples,tests,bench}/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 10_000,
  },
});
