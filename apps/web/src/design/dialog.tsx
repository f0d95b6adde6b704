import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { useText } from "../i18n/use-text.ts";
import { designText } from "./text.ts";

/**
 * A dialog over the page; from the bottom on phones. It is open while it is rendered with `open`.
 * @param onClose called for Escape, the scrim and the cross
 */
export function Dialog({
  open = true,
  onClose,
  title,
  description,
  actions,
  children,
}: {
  open?: boolean;
  onClose: () => void;
  title: ReactNode;
  description?: ReactNode;
  /** Buttons; the one that goes on comes last. */
  actions?: ReactNode;
  children?: ReactNode;
}) {
  const text = useText(designText);
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          {...(description === undefined && { "aria-describedby": undefined })}
          className="fixed inset-x-0 bottom-0 z-50 flex max-h-[92dvh] flex-col rounded-t-card bg-raised shadow-raised sm:inset-auto sm:top-1/2 sm:left-1/2 sm:w-[min(36rem,92vw)] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-card"
        >
          <header className="flex items-start justify-between gap-4 p-4 pb-2 sm:p-5 sm:pb-2">
            <div className="min-w-0">
              <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
              {description !== undefined && (
                <Radix.Description className="text-sm text-muted">{description}</Radix.Description>
              )}
            </div>
            <Radix.Close aria-label={text.close} className="-m-1 shrink-0 rounded-control p-2 hover:bg-sunken">
              <X className="size-5" aria-hidden />
            </Radix.Close>
          </header>
          <div className="min-h-0 overflow-y-auto px-4 py-2 sm:px-5">{children}</div>
          {actions && <footer className="flex flex-wrap justify-end gap-2 p-4 sm:px-5">{actions}</footer>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
