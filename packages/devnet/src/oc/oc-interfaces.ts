/** Smallest fee that an OC interface may take, in QU. */
export const MIN_OC_FEE = 10n;

/**
 * Request sizes in bytes of the OC interfaces that the network knows, by interface index: 0 Mock (one uint64), 1 Qubix
 * (contracts/QubixOC.h). An interface is compiled into nodes; a network can't take an unknown one.
 */
export const OC_REQUEST_SIZES: readonly number[] = [8, 56];
