import { type RefObject, useEffect, useRef } from "react";

/** On the way to another page: the view starts at its top, and keyboard and screen reader go on at its content. */
export function useFocusOnPage(path: string): RefObject<HTMLElement | null> {
  const main = useRef<HTMLElement>(null);
  const last = useRef(path);
  useEffect(() => {
    if (last.current === path) return;
    last.current = path;
    scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [path]);
  return main;
}
