import type { ReactNode } from "react";
import { useWalletProblem } from "../../wallet/use-wallet-problem.ts";

/** Below a form's fields: what it is doing, and why that failed. Both are read out when they change. */
export function FormState({ doing, error }: { doing: ReactNode; error: unknown }) {
  const problem = useWalletProblem();
  return (
    <div className="text-sm">
      <p role="status" className="text-muted">
        {doing}
      </p>
      {error != null && (
        <p role="alert" className="text-bad">
          {problem(error).message}
        </p>
      )}
    </div>
  );
}
