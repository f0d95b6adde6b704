import { openStore } from "./src/index.ts";
import { newJob } from "./src/testing/fixtures.ts";

const s = await openStore({ dataDir: "/tmp/qsp-" + Date.now() });
for (let r = 0; r < 3; r++) {
  const c = process.cpuUsage(),
    t = performance.now();
  for (let i = 0; i < 300; i++) await s.jobs.insert(newJob());
  const d = process.cpuUsage(c);
  console.log("insert cpu ms", (d.user + d.system) / 1000 / 300, (performance.now() - t) / 300);
}
await s.close();
