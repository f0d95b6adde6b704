import { X } from "lucide-react";
import { Toast as Radix } from "radix-ui";
import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from "react";
import { useText } from "../i18n/use-text.ts";
import { classes } from "./classes.ts";
import { designText } from "./text.ts";

export interface Toast {
  title: string;
  detail?: string;
  tone?: "good" | "bad";
}

const Context = createContext<((toast: Toast) => void) | undefined>(undefined);
const EDGES = { good: "border-l-good", bad: "border-l-bad" };

/** Short messages that go away by themselves. What one must not miss belongs into the page instead. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const text = useText(designText);
  const [toasts, setToasts] = useState<(Toast & { id: number })[]>([]);
  const next = useRef(0);
  const show = useCallback((toast: Toast) => {
    const id = next.current++;
    setToasts((shown) => [...shown.slice(-3), { ...toast, id }]);
  }, []);
  const remove = (id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id));
  return (
    <Context value={show}>
      <Radix.Provider label={text.notifications}>
        {children}
        {toasts.map(({ id, title, detail, tone }) => (
          <Radix.Root
            key={id}
            onOpenChange={(open) => !open && remove(id)}
            className={classes(
              "flex items-start justify-between gap-3 rounded-card border border-l-4 bg-raised p-3 shadow-raised",
              tone ? EDGES[tone] : "border-l-accent",
            )}
          >
            <div className="min-w-0">
              <Radix.Title className="font-medium">{title}</Radix.Title>
              {detail && <Radix.Description className="text-sm text-muted">{detail}</Radix.Description>}
            </div>
            <Radix.Close aria-label={text.dismiss} className="rounded-control p-1 hover:bg-sunken">
              <X aria-hidden className="size-4" />
            </Radix.Close>
          </Radix.Root>
        ))}
        <Radix.Viewport
          label={text.notifications}
          className="fixed right-4 bottom-20 z-50 flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2 md:bottom-4"
        />
      </Radix.Provider>
    </Context>
  );
}

/** Shows a toast: `toast({ title: "Sent", tone: "good" })`. */
export function useToast(): (toast: Toast) => void {
  const show = useContext(Context);
  if (!show) throw new Error("useToast needs a ToastProvider");
  return show;
}
