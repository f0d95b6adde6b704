import { TextField } from "../../design/field.tsx";
import { useText } from "../../i18n/use-text.ts";
import { walletText } from "./text.ts";

/** As the command line has it. */
const SHORTEST = 8;

/** A new password, typed twice. */
export interface NewPasswordValue {
  password: string;
  repeated: string;
}

/** What is wrong with it, as a name of the page's messages. */
export function passwordProblem({ password, repeated }: NewPasswordValue): "short" | "differs" | undefined {
  if (password.length < SHORTEST) return "short";
  return password === repeated ? undefined : "differs";
}

/** Two fields for a new password. @param checked whether to say what is wrong already */
export function NewPassword({
  value,
  onChange,
  checked,
}: {
  value: NewPasswordValue;
  onChange: (value: NewPasswordValue) => void;
  checked: boolean;
}) {
  const text = useText(walletText);
  const problem = checked ? passwordProblem(value) : undefined;
  return (
    <>
      <TextField
        label={text.newPassword}
        hint={text.newPasswordHint}
        type="password"
        autoComplete="new-password"
        value={value.password}
        error={problem === "short" ? text.short : undefined}
        onChange={(event) => onChange({ ...value, password: event.target.value })}
      />
      <TextField
        label={text.repeat}
        type="password"
        autoComplete="new-password"
        value={value.repeated}
        error={problem === "differs" ? text.differs : undefined}
        onChange={(event) => onChange({ ...value, repeated: event.target.value })}
      />
    </>
  );
}
