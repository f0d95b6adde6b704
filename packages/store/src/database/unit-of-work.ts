import type { Repositories, UnitOfWork } from "@qubix/market";
import { coalescedRepositories } from "../repositories/coalesced.ts";
import { repositories } from "../repositories/repositories.ts";
import { assertOutside, guarded, markInside } from "./inside-transaction.ts";
import type { Session } from "./session.ts";

/** The repositories on `session`, and transactions over several of them. */
export function unitOfWork(session: Session): UnitOfWork {
  const outer = Object.fromEntries(
    Object.entries(coalescedRepositories(session)).map(([name, repository]) => [
      name,
      guarded(name, repository as object),
    ]),
  ) as unknown as Repositories;
  return {
    ...outer,
    async transaction(work) {
      assertOutside("transaction");
      return session.atomic((within) => markInside(() => work(repositories(within))));
    },
  };
}
