/** When a job may start, with the contract's numbers. */
export const START_POLICIES = { "escrow-final": 0, assigned: 1, authorized: 2 } as const;
export type StartPolicy = keyof typeof START_POLICIES;

/** Name of the contract's number. */
export function startPolicyOf(code: number): StartPolicy | undefined {
  return (Object.keys(START_POLICIES) as StartPolicy[]).find((name) => START_POLICIES[name] === code);
}

/** Bits of CreateJob's acceptPolicy. */
export const ACCEPT_POLICY = { ownListOnly: 1, minimumStake: 2, bondedOnly: 4 } as const;
