import type { Signer } from "@qubix/client";
import type { JobDocument } from "@qubix/protocol";
import { useEffect, useEffectEvent, useState } from "react";
import { useAccount } from "../../wallet/wallet-provider.tsx";

/** How the account in use stands to a job. */
export interface Requester {
  /** It has paid for the job. */
  isOwn: boolean;
  /** It can open what was sealed for it: it is the requester's, and unlocked. */
  signer: Signer | undefined;
  /** Asks for the account's password. */
  unlock: () => void;
}

export function useRequester({ requester }: Pick<JobDocument, "requester">): Requester {
  const account = useAccount();
  const [signer, setSigner] = useState<Signer>();
  const isOwn = account?.identity === requester;
  const isOpen = isOwn && account.unlocked;
  const open = useEffectEvent(async (isThere: () => boolean) => {
    const own = await account?.signer();
    if (isThere()) setSigner(own);
  });
  useEffect(() => {
    let there = true;
    if (isOpen) void open(() => there);
    else setSigner(undefined);
    return () => {
      there = false;
    };
  }, [isOpen]);
  // Refusing to unlock is an answer, not a failure.
  const unlock = () => void account?.signer().then((own) => own.sealKeyPair().catch(() => {}));
  return { isOwn, signer: isOpen ? signer : undefined, unlock };
}
