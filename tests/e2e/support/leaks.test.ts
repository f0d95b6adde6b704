import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";
import { livingIn } from "./leaks.ts";

it("finds what is alive in a group of processes, and nothing once it is dead", async () => {
  const group = spawn("sh", ["-c", "sleep 100 & echo there; wait"], { detached: true });
  await once(group.stdout, "data");
  expect(livingIn([group.pid!]).length).toBeGreaterThanOrEqual(1);
  process.kill(-group.pid!, "SIGKILL");
  await once(group, "close");
  await expect.poll(() => livingIn([group.pid!])).toEqual([]);
});
