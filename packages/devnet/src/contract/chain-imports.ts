import type { ContractEnvironment, ContractLogSeverity } from "./contract-environment.ts";

const SEVERITIES: ContractLogSeverity[] = ["error", "warning", "info", "debug"];

/** A Date as the bits of QPI's DateAndTime (contracts/host/date-time.h). */
export function dateAndTimeBits(date: Date): bigint {
  const fields: [value: number, shift: bigint][] = [
    [date.getUTCFullYear(), 46n],
    [date.getUTCMonth() + 1, 42n],
    [date.getUTCDate(), 37n],
    [date.getUTCHours(), 32n],
    [date.getUTCMinutes(), 26n],
    [date.getUTCSeconds(), 20n],
    [date.getUTCMilliseconds(), 10n],
  ];
  return fields.reduce((bits, [value, shift]) => bits | (BigInt(value) << shift), 0n);
}

/** The functions that a contract imports (contracts/host/chain.h), made of an environment. */
export function chainImports(environment: ContractEnvironment, memory: () => Uint8Array): WebAssembly.ModuleImports {
  const copy = (at: number, size: number) => memory().slice(at, at + size);
  return {
    tick: () => environment.tick(),
    epoch: () => environment.epoch(),
    now: () => dateAndTimeBits(environment.now()),
    contractCount: () => environment.contractCount(),
    numberOfTickTransactions: () => environment.numberOfTickTransactions(),
    transfer: (destination: number, amount: bigint) => environment.transfer(copy(destination, 32), amount),
    burn: (amount: bigint) => environment.burn(amount),
    entity: (publicKey: number, out: number) => {
      const entity = environment.entity(copy(publicKey, 32));
      if (!entity) return 0;
      const view = new DataView(memory().buffer, out);
      view.setBigInt64(32, entity.incomingAmount, true);
      view.setBigInt64(40, entity.outgoingAmount, true);
      view.setUint32(48, entity.numberOfIncomingTransfers, true);
      view.setUint32(52, entity.numberOfOutgoingTransfers, true);
      view.setUint32(56, entity.latestIncomingTransferTick, true);
      view.setUint32(60, entity.latestOutgoingTransferTick, true);
      return 1;
    },
    feeReserve: () => environment.feeReserve(),
    distributeDividends: (amountPerShare: bigint) => Number(environment.distributeDividends(amountPerShare)),
    invokeOc: (interfaceIndex: number, request: number, size: number, fee: bigint) =>
      environment.invokeOc(interfaceIndex, copy(request, size), fee),
    ocInvocationStatus: (id: bigint) => environment.ocInvocationStatus(id),
    signatureValidity: (entity: number, digest: number, signature: number) =>
      Number(environment.signatureValidity(copy(entity, 32), copy(digest, 32), copy(signature, 64))),
    log: (severity: number, message: number, size: number) =>
      environment.log(SEVERITIES[severity]!, copy(message, size)),
  };
}
