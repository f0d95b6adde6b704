import { useEffect, useEffectEvent } from "react";

const IDLE_MS = 15 * 60_000;

/** Calls `lock` when nobody has touched the page for a quarter of an hour, also where the machine slept meanwhile. */
export function useAutoLock(active: boolean, lock: () => void): void {
  const onIdle = useEffectEvent(lock);
  useEffect(() => {
    if (!active) return;
    let last = Date.now();
    const touched = () => {
      last = Date.now();
    };
    const timer = setInterval(() => Date.now() - last > IDLE_MS && onIdle(), 10_000);
    for (const event of ["pointerdown", "keydown"]) addEventListener(event, touched);
    return () => {
      clearInterval(timer);
      for (const event of ["pointerdown", "keydown"]) removeEventListener(event, touched);
    };
  }, [active]);
}
