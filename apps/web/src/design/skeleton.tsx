import { useText } from "../i18n/use-text.ts";
import { designText } from "./text.ts";

/** Stands where something is being loaded, in about its size. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  const text = useText(designText);
  return (
    <div role="status" className="flex flex-col gap-3 py-2">
      <span className="sr-only">{text.loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: bars without anything of their own
          key={line}
          aria-hidden
          className="h-4 motion-safe:animate-pulse rounded-control bg-sunken"
          style={{ width: `${92 - ((line * 23) % 40)}%` }}
        />
      ))}
    </div>
  );
}
