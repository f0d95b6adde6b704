import { X } from "lucide-react";
import { Button } from "../../design/button.tsx";
import { useText } from "../../i18n/use-text.ts";
import { runText } from "./text.ts";

/** Texts in order; each may be anything, also empty. */
export function TextList({
  label,
  itemLabel,
  addLabel,
  texts,
  onChange,
}: {
  label: string;
  itemLabel: (number: string) => string;
  addLabel: string;
  texts: readonly string[];
  onChange: (texts: string[]) => void;
}) {
  const text = useText(runText);
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-sm font-medium">{label}</legend>
      {texts.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place is what an argument is known by
        <div key={at} className="flex gap-2">
          <input
            aria-label={itemLabel(String(at + 1))}
            value={one}
            spellCheck={false}
            onChange={(event) => onChange(texts.map((other, i) => (i === at ? event.target.value : other)))}
            className="min-h-11 w-full min-w-0 rounded-control border border-edge bg-surface px-3 font-mono text-sm"
          />
          <Button
            kind="quiet"
            aria-label={text.drop.remove(itemLabel(String(at + 1)))}
            onClick={() => onChange(texts.filter((_, i) => i !== at))}
          >
            <X aria-hidden className="size-4" />
          </Button>
        </div>
      ))}
      <div>
        <Button small onClick={() => onChange([...texts, ""])}>
          {addLabel}
        </Button>
      </div>
    </fieldset>
  );
}
