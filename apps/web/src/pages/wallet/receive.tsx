import { CopyText } from "../../design/copy-text.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { QrCode } from "../../design/qr-code.tsx";
import { useText } from "../../i18n/use-text.ts";
import { walletText } from "./text.ts";

/** Where others send QU to: the identity, as text and as QR code. */
export function Receive({ identity, onClose }: { identity: string; onClose: () => void }) {
  const text = useText(walletText);
  return (
    <Dialog title={text.receive} description={text.yourIdentity} onClose={onClose}>
      <div className="flex flex-col items-center gap-4 pb-4">
        <QrCode value={identity} label={text.yourIdentity} />
        <div className="w-full">
          <CopyText value={identity} what={text.identity} />
        </div>
      </div>
    </Dialog>
  );
}
