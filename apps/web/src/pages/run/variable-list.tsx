import { X } from "lucide-react";
import { Button } from "../../design/button.tsx";
import { useText } from "../../i18n/use-text.ts";
import type { Variable } from "./draft.ts";
import { runText } from "./text.ts";

const INPUT = "min-h-11 w-full min-w-0 rounded-control border border-edge bg-surface px-3 font-mono text-sm";

/** Environment variables of a program. */
export function VariableList({
  variables,
  onChange,
}: {
  variables: readonly Variable[];
  onChange: (variables: Variable[]) => void;
}) {
  const text = useText(runText);
  const set = (at: number, change: Partial<Variable>) =>
    onChange(variables.map((one, i) => (i === at ? { ...one, ...change } : one)));
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-sm font-medium">{text.program.variables}</legend>
      {variables.map(({ name, value }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the name changes while it is being typed
        <div key={at} className="grid grid-cols-[1fr_1fr_auto] gap-2">
          <input
            aria-label={`${text.program.variable} ${at + 1}`}
            placeholder={text.program.variable}
            value={name}
            spellCheck={false}
            onChange={(event) => set(at, { name: event.target.value })}
            className={INPUT}
          />
          <input
            aria-label={`${text.program.value} ${at + 1}`}
            placeholder={text.program.value}
            value={value}
            spellCheck={false}
            onChange={(event) => set(at, { value: event.target.value })}
            className={INPUT}
          />
          <Button
            kind="quiet"
            aria-label={text.drop.remove(`${text.program.variable} ${at + 1}`)}
            onClick={() => onChange(variables.filter((_, i) => i !== at))}
          >
            <X aria-hidden className="size-4" />
          </Button>
        </div>
      ))}
      <div>
        <Button small onClick={() => onChange([...variables, { name: "", value: "" }])}>
          {text.program.addVariable}
        </Button>
      </div>
    </fieldset>
  );
}
