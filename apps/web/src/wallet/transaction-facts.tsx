import type { UnsignedTransaction } from "@qubix/client";
import { useMemo } from "react";
import { Amount } from "../design/amount.tsx";
import { Facts } from "../design/facts.tsx";
import { useText } from "../i18n/use-text.ts";
import { readTransaction } from "./read-transaction.ts";
import { signingText } from "./text.ts";

/** What a transaction does, read from the bytes that will be signed. */
export function TransactionFacts({
  versions,
  contractIndex,
}: {
  versions: readonly UnsignedTransaction[];
  contractIndex: number;
}) {
  const text = useText(signingText);
  const read = useMemo(() => readTransaction(versions, contractIndex), [versions, contractIndex]);
  const raw = read.procedure === undefined && read.input !== "" ? [["input", read.input] as const] : [];
  const fields = [...read.fields, ...raw];
  return (
    <>
      <p className="my-2 text-2xl font-semibold">
        <Amount value={read.amount} />
      </p>
      <Facts
        facts={[
          [text.to, read.toContract ? text.contract : <span className="font-mono break-all">{read.destination}</span>],
          [text.call, read.procedure && <span className="font-mono">{read.procedure}</span>],
        ]}
      />
      {read.toContract && <p className="text-sm text-muted">{text.amountNote}</p>}
      <p className="text-sm text-muted">{text.tick}</p>
      {fields.length > 0 && (
        <details className="mt-2 text-sm">
          <summary className="py-1 text-muted">{text.details}</summary>
          <dl className="font-mono text-xs">
            {fields.map(([name, value]) => (
              <div key={name} className="flex justify-between gap-4 py-0.5">
                <dt className="text-muted">{name}</dt>
                <dd className="text-right break-all">{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  );
}
