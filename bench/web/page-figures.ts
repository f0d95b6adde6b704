import type { Browser, CDPSession, Page } from "playwright-core";

/** A visitor's machine. The phone's connection and CPU are those of Lighthouse's mobile runs. */
export const PROFILES = [
  { name: "desktop", viewport: { width: 1280, height: 800 }, slowdown: 1, latencyMs: 0, bytesPerSecond: -1 },
  { name: "phone", viewport: { width: 390, height: 844 }, slowdown: 4, latencyMs: 150, bytesPerSecond: 204_800 },
] as const;
export type Profile = (typeof PROFILES)[number];

/** One page, opened with an empty cache. Times count from the beginning of the navigation. */
export interface PageFigures {
  profile: string;
  path: string;
  /** First and largest contentful paint. */
  fcpMs: number;
  lcpMs: number;
  /** Time in long tasks beyond 50 ms each, after the first paint. */
  blockedMs: number;
  /** How much of the page jumped: cumulative layout shift. */
  shift: number;
  /** As they come over the wire, headers included, 1,000 bytes each; Chromium takes brotli only over https, so gzip here. */
  scriptKb: number;
  totalKb: number;
  requests: number;
}

/** How long a page is watched after it has come to rest. */
const WATCH_MS = 3_000;

export async function pageFigures(browser: Browser, url: string, path: string, profile: Profile): Promise<PageFigures> {
  const context = await browser.newContext({ viewport: profile.viewport, locale: "en" });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    const wire = await watchWire(session, profile);
    await page.addInitScript(observe);
    await page.goto(url + path, { waitUntil: "load", timeout: 120_000 });
    await page.locator("main h1").first().waitFor({ timeout: 120_000 });
    await page.waitForTimeout(WATCH_MS);
    return { profile: profile.name, path, ...(await paintFigures(page)), ...wire() };
  } finally {
    await context.close();
  }
}

async function watchWire(session: CDPSession, { slowdown, latencyMs, bytesPerSecond }: Profile) {
  const kinds = new Map<string, string>();
  const sizes = { script: 0, total: 0 };
  session.on("Network.responseReceived", ({ requestId, type }) => kinds.set(requestId, type));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    sizes.total += encodedDataLength;
    if (kinds.get(requestId) === "Script") sizes.script += encodedDataLength;
  });
  await session.send("Network.enable");
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  const throughput = { downloadThroughput: bytesPerSecond, uploadThroughput: bytesPerSecond };
  await session.send("Network.emulateNetworkConditions", { offline: false, latency: latencyMs, ...throughput });
  const kb = (bytes: number) => Math.round(bytes / 100) / 10;
  return () => ({ scriptKb: kb(sizes.script), totalKb: kb(sizes.total), requests: kinds.size });
}

/** Runs in the page before its own scripts. No function in it has a name: what compiles this would add a call to each. */
function observe(): void {
  const seen = { lcp: 0, shift: 0, tasks: [] as [start: number, duration: number][] };
  Object.assign(window, { seen });
  for (const type of ["largest-contentful-paint", "layout-shift", "longtask"]) {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (type === "largest-contentful-paint") seen.lcp = entry.startTime;
        else if (type === "longtask") seen.tasks.push([entry.startTime, entry.duration]);
        else seen.shift += (entry as PerformanceEntry & { value: number }).value;
      }
    }).observe({ type, buffered: true });
  }
}

async function paintFigures(page: Page) {
  const { fcp, seen } = await page.evaluate(() => ({
    fcp: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
    seen: (window as unknown as { seen: { lcp: number; shift: number; tasks: [number, number][] } }).seen,
  }));
  const blocked = seen.tasks.filter(([start]) => start >= fcp).reduce((sum, [, duration]) => sum + duration - 50, 0);
  return {
    fcpMs: Math.round(fcp),
    lcpMs: Math.round(seen.lcp),
    blockedMs: Math.round(blocked),
    shift: Math.round(seen.shift * 1_000) / 1_000,
  };
}
