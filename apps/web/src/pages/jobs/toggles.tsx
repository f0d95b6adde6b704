import { classes } from "../../design/classes.ts";

/** Words that are on or off, side by side. */
export function Toggles<V extends string>({
  label,
  options,
  isOn,
  onToggle,
}: {
  /** Names the group for screen readers. */
  label: string;
  options: readonly { value: V; label: string }[];
  isOn: (value: V) => boolean;
  onToggle: (value: V) => void;
}) {
  return (
    <fieldset className="flex flex-wrap gap-2">
      <legend className="sr-only">{label}</legend>
      {options.map(({ value, label: name }) => (
        <button
          key={value}
          type="button"
          aria-pressed={isOn(value)}
          onClick={() => onToggle(value)}
          className={classes(
            "min-h-9 rounded-full border px-3 text-sm",
            isOn(value) ? "border-accent bg-accent-soft font-medium text-accent" : "border-edge bg-surface text-ink",
          )}
        >
          {name}
        </button>
      ))}
    </fieldset>
  );
}
