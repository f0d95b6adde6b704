import type { JobDocument, ReceiptDocument } from "@qubix/protocol";
import { Download } from "lucide-react";
import { Amount } from "../../design/amount.tsx";
import { Button } from "../../design/button.tsx";
import { Card } from "../../design/card.tsx";
import { Identity } from "../../design/identity.tsx";
import { Table } from "../../design/table.tsx";
import { saveFile } from "../../files/save-file.ts";
import { Loaded } from "../../hub/loaded.tsx";
import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import { paymentsOf, totalOf } from "./payments.ts";
import { jobText } from "./text.ts";
import type { JobReceipt } from "./use-receipt.ts";
import { VerdictView } from "./verdict-view.tsx";

/** Where every QU of the job went; and the receipt, to be checked and kept. */
export function PaymentsCard({ job, receipt }: { job: JobDocument; receipt: JobReceipt }) {
  const text = useText(jobText);
  const { paid } = text;
  const neverOnChain = job.closeReason === "refused" || job.closeReason === "dropped";
  if (job.closeReason === undefined || neverOnChain) {
    return (
      <Card title={paid.title}>
        <p className="font-medium">{neverOnChain ? paid.never : paid.notYet}</p>
        {!neverOnChain && <p className="text-sm text-muted">{paid.notYetHint}</p>}
      </Card>
    );
  }
  return (
    <Card title={paid.title}>
      <Loaded read={{ data: receipt.document, error: receipt.error, refetch: receipt.refetch }}>
        {(document) => (
          <div className="flex flex-col gap-4">
            <PaymentTable receipt={document} />
            <div className="flex flex-wrap gap-2">
              <Button small busy={receipt.isVerifying} onClick={receipt.verify}>
                {receipt.isVerifying ? paid.verifying : paid.verify}
              </Button>
              <Button
                small
                onClick={() =>
                  saveFile(`receipt-${document.jobKey.slice(0, 8)}.json`, `${JSON.stringify(document, null, 2)}\n`)
                }
              >
                <Download aria-hidden className="size-4" />
                {paid.download}
              </Button>
            </div>
            <VerdictView receipt={receipt} />
          </div>
        )}
      </Loaded>
    </Card>
  );
}

function PaymentTable({ receipt }: { receipt: ReceiptDocument }) {
  const text = useText(jobText);
  const { amount } = useFormat();
  const { paid } = text;
  const payments = paymentsOf(receipt);
  const whatFor = (run: ReceiptDocument["runs"][number]) =>
    [
      `${paid.attempt(String(run.attempt))}: ${paid.outcomes[run.outcome]}`,
      ...(run.charge === undefined ? [] : [paid.charge(amount(run.charge))]),
      ...(run.slashed === "0" ? [] : [paid.slashed(amount(run.slashed))]),
    ].join(", ");
  return (
    <div>
      <Table
        caption={paid.title}
        rows={payments}
        rowKey={({ to, run }) => `${to} ${run?.attempt ?? ""}`}
        columns={[
          {
            key: "who",
            title: paid.who,
            cell: (payment) => (
              <>
                {paid.to[payment.to]} {payment.run?.identity && <Identity identity={payment.run.identity} />}
                {payment.run && <span className="block text-muted">{whatFor(payment.run)}</span>}
              </>
            ),
          },
          { key: "amount", title: paid.amount, numeric: true, cell: (payment) => <Amount value={payment.amount} /> },
        ]}
      />
      <p className="mt-2 flex justify-between border-t px-1 pt-2 md:px-3 text-sm font-medium">
        {paid.total} <Amount value={totalOf(payments)} />
      </p>
    </div>
  );
}
