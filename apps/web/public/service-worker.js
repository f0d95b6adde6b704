// Keeps the app's own files, so that it opens without a network and then says so. Nothing of /api is ever kept here.
const CACHE = "qubix-1";
const MOST_ASSETS = 300;

self.addEventListener("install", (event) => {
  event.waitUntil(keepPage());
  self.skipWaiting();
});

/** Asks for it as who navigates does: hubs give the page to nobody else. */
async function keepPage() {
  const page = await fetch("/", { headers: { accept: "text/html" } });
  if (!page.ok) throw new Error(`The hub has no page: ${page.status}`);
  await (await caches.open(CACHE)).put("/", page);
}

self.addEventListener("activate", (event) => {
  const old = async () => {
    for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
    await self.clients.claim();
  };
  event.waitUntil(old());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith("/assets/")) event.respondWith(fromCacheFirst(request));
  else if (url.pathname === "/icon.svg") event.respondWith(fromNetworkFirst(request, request));
  // Every page of the app is the same file.
  else if (request.mode === "navigate" && !/^\/(api|docs)(\/|$)/.test(url.pathname))
    event.respondWith(fromNetworkFirst(request, "/"));
});

/** Names of assets change with their bytes. */
async function fromCacheFirst(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request);
  if (kept) return kept;
  const fresh = await fetch(request);
  if (fresh.ok) {
    await cache.put(request, fresh.clone());
    // Of earlier versions' files the oldest go; keys come in the order in which they were put.
    const assets = (await cache.keys()).filter(({ url }) => new URL(url).pathname.startsWith("/assets/"));
    for (const old of assets.slice(0, Math.max(0, assets.length - MOST_ASSETS))) await cache.delete(old);
  }
  return fresh;
}

/** The newest one, or without a network the one that is kept under this key. */
async function fromNetworkFirst(request, key) {
  const cache = await caches.open(CACHE);
  try {
    const fresh = await fetch(request);
    if (fresh.ok) await cache.put(key, fresh.clone());
    return fresh;
  } catch (error) {
    const kept = await cache.match(key);
    if (kept) return kept;
    throw error;
  }
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow(event.notification.data ?? "/"));
});
