import { Progress as Radix } from "radix-ui";

/** How far something has come. @param value 0 to 1; missing: nobody knows */
export function Progress({ label, value }: { label: string; value?: number | undefined }) {
  const percent = value === undefined ? null : Math.round(Math.min(Math.max(value, 0), 1) * 100);
  return (
    <Radix.Root value={percent} aria-label={label} className="h-2 w-full overflow-hidden rounded-full bg-sunken">
      <Radix.Indicator
        className={
          percent === null
            ? "h-full w-1/3 motion-safe:animate-pulse bg-accent"
            : "h-full bg-accent motion-safe:transition-[width]"
        }
        style={percent === null ? undefined : { width: `${percent}%` }}
      />
    </Radix.Root>
  );
}
