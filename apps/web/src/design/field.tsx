import { type ComponentProps, type ReactNode, useId } from "react";
import { classes } from "./classes.ts";

interface FieldProps {
  label: ReactNode;
  /** The label is for screen readers only: the same words stand above it as a heading. */
  labelHidden?: boolean;
  /** Below the label: what belongs in here. */
  hint?: ReactNode;
  /** What is wrong with the value, and what to do about it. */
  error?: string | undefined;
  className?: string;
}

const CONTROL =
  "w-full min-h-11 rounded-control border border-edge bg-surface px-3 py-2 text-ink placeholder:text-muted disabled:opacity-60 aria-invalid:border-bad";

/** Label, hint and error around one control, which gets the ids that tie them together. */
export function Field({
  label,
  labelHidden = false,
  hint,
  error,
  className,
  children,
}: FieldProps & {
  children: (control: { id: string; "aria-describedby": string | undefined; "aria-invalid": boolean }) => ReactNode;
}) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className={classes("min-w-0", className)}>
      <label htmlFor={id} className={labelHidden ? "sr-only" : "mb-1 block font-sans text-sm font-medium"}>
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="mb-1 font-sans text-sm text-muted">
          {hint}
        </p>
      )}
      {children({ id, "aria-describedby": described || undefined, "aria-invalid": error !== undefined })}
      {error && (
        <p id={`${id}-error`} role="alert" className="mt-1 font-sans text-sm text-bad">
          {error}
        </p>
      )}
    </div>
  );
}

/** A line of text. */
export function TextField({ label, hint, error, className, ...rest }: FieldProps & ComponentProps<"input">) {
  return (
    <Field label={label} hint={hint} error={error} {...(className && { className })}>
      {(control) => <input type="text" className={CONTROL} {...rest} {...control} />}
    </Field>
  );
}

/** Several lines of text. */
export function TextArea({
  label,
  labelHidden = false,
  hint,
  error,
  className,
  ...rest
}: FieldProps & ComponentProps<"textarea">) {
  return (
    <Field label={label} labelHidden={labelHidden} hint={hint} error={error} {...(className && { className })}>
      {(control) => <textarea rows={5} className={classes(CONTROL, "font-mono text-sm")} {...rest} {...control} />}
    </Field>
  );
}

/** A choice of one among few; the platform's own list, which phones and screen readers know best. */
export function Select({
  label,
  labelHidden = false,
  hint,
  error,
  className,
  options,
  ...rest
}: FieldProps & ComponentProps<"select"> & { options: readonly { value: string; label: string }[] }) {
  return (
    <Field label={label} labelHidden={labelHidden} hint={hint} error={error} {...(className && { className })}>
      {(control) => (
        <select className={CONTROL} {...rest} {...control}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Something that is so or not. */
export function Checkbox({ label, hint, className, ...rest }: FieldProps & ComponentProps<"input">) {
  const id = useId();
  return (
    <div className={classes("flex gap-3", className)}>
      <input
        type="checkbox"
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="mt-1 size-5 shrink-0 accent-accent"
        {...rest}
      />
      <div className="min-w-0">
        <label htmlFor={id}>{label}</label>
        {hint && (
          <p id={`${id}-hint`} className="text-sm text-muted">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
