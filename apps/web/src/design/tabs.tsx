import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";

export interface Tab {
  value: string;
  label: ReactNode;
  content: ReactNode;
}

/** Tabs; arrow keys move between them. Without `value` and `onChange` it starts with the first and keeps the choice to itself. */
export function Tabs({
  tabs,
  label,
  value,
  onChange,
}: {
  tabs: readonly Tab[];
  /** Names the list for screen readers. */
  label: string;
  value?: string;
  onChange?: (value: string) => void;
}) {
  const state =
    value === undefined ? { defaultValue: tabs[0]?.value ?? "" } : { value, onValueChange: onChange ?? (() => {}) };
  return (
    <Radix.Root {...state}>
      <Radix.List aria-label={label} className="mb-4 flex gap-1 overflow-x-auto border-b">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className="min-h-11 shrink-0 border-b-2 border-transparent px-3 text-muted focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink"
          >
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} className="rounded-control">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
