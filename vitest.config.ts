import { defineConfig } from "vitest/config";

/** One test run for the whole tree. Files run in forked processes: tests open real sockets, databases and children. */
export default defineConfig({
  test: {
    include: ["{contracts,packages,apps,examples,tests,bench}/**/*.test.ts"],
    // What needs a Prometheus and an Alertmanager, or PostgreSQL and Redis, runs where tests/services.sh has them.
    exclude: [
      "**/node_modules/**",
      "**/dist/**",
      // Those run in a browser, by a configuration of their own.
      "**/*.browser.test.ts",
      ...(process.env.ALERTMANAGER ? [] : ["**/*.prometheus.test.ts"]),
      ...(process.env.DATABASE_URL && process.env.REDIS_URL ? [] : ["**/*.services.test.ts"]),
    ],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is waited for comes when the machine gets to it; how long that takes is no test's business.
    expect: { poll: { timeout: 30_000 } },
    teardownTimeout: 10_000,
  },
});
