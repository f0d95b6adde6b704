import { type FormEvent, useState } from "react";
import { useNavigate } from "react-router";
import { Button } from "../../design/button.tsx";
import { TextField } from "../../design/field.tsx";
import { useText } from "../../i18n/use-text.ts";
import { searchTarget } from "./search-target.ts";
import { explorerText } from "./text.ts";

/** Leads to whatever was typed or pasted, by its looks. */
export function SearchBox() {
  const { search } = useText(explorerText);
  const navigate = useNavigate();
  const [typed, setTyped] = useState("");
  const [missed, setMissed] = useState(false);
  const find = (event: FormEvent) => {
    event.preventDefault();
    const target = searchTarget(typed);
    setMissed(target === undefined);
    if (target !== undefined) navigate(target);
  };
  return (
    <search>
      <form onSubmit={find} className="flex flex-wrap items-end gap-2">
        <TextField
          className="min-w-64 flex-1"
          label={search.label}
          hint={search.hint}
          error={missed ? search.nothing : undefined}
          type="search"
          value={typed}
          autoComplete="off"
          spellCheck={false}
          maxLength={160}
          onChange={(event) => {
            setTyped(event.target.value);
            setMissed(false);
          }}
        />
        <Button type="submit" kind="primary" disabled={typed.trim() === ""}>
          {search.go}
        </Button>
      </form>
    </search>
  );
}
