const KEY = "qubix.notices";
const watchers = new Set<() => void>();

/** Whether this device tells when a job of one's own ends: chosen here, and allowed by the browser. */
export const noticesOn = (): boolean =>
  "Notification" in globalThis && Notification.permission === "granted" && localStorage.getItem(KEY) === "on";

export function watchNotices(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Turns them on, for which the browser asks, or off. @returns false when the browser does not allow them */
export async function chooseNotices(on: boolean): Promise<boolean> {
  const allowed = !on || ("Notification" in globalThis && (await Notification.requestPermission()) === "granted");
  localStorage.setItem(KEY, on && allowed ? "on" : "off");
  for (const watcher of watchers) watcher();
  return allowed;
}
