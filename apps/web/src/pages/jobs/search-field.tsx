import { useEffect, useEffectEvent, useState } from "react";
import { TextField } from "../../design/field.tsx";

const TYPING_MS = 300;

/** A search that is carried out a moment after typing has stopped. */
export function SearchField({
  label,
  value,
  onSearch,
}: {
  label: string;
  value: string;
  onSearch: (search: string) => void;
}) {
  const [typed, setTyped] = useState(value);
  const search = useEffectEvent((text: string) => text !== value && onSearch(text));
  useEffect(() => {
    const timer = setTimeout(() => search(typed), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  // Cleared from elsewhere.
  useEffect(() => setTyped((before) => (before.trim() === value ? before : value)), [value]);
  return (
    <TextField
      label={label}
      type="search"
      maxLength={128}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
