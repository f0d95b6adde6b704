/** Newest version of this protocol that these programs speak. It grows when old programs could misread new ones. */
export const PROTOCOL_VERSION = 1;

/** Oldest version that they still speak: programs of different age work together as long as their ranges overlap. */
export const OLDEST_PROTOCOL = 1;

/** Header with which a client says what it speaks, `<oldest>-<newest>`, and a hub answers what it speaks. */
export const PROTOCOL_HEADER = "Qubix-Protocol";

/** Versions that a program speaks. */
export interface ProtocolRange {
  oldest: number;
  newest: number;
}

/** What these programs speak. */
export const PROTOCOL: ProtocolRange = { oldest: OLDEST_PROTOCOL, newest: PROTOCOL_VERSION };

/** The newest version that both speak; undefined when one of them is too old. */
export function agreeProtocol(one: ProtocolRange, other: ProtocolRange): number | undefined {
  const newest = Math.min(one.newest, other.newest);
  return newest >= Math.max(one.oldest, other.oldest) ? newest : undefined;
}

export const protocolText = ({ oldest, newest }: ProtocolRange): string => `${oldest}-${newest}`;

/** Reads the header's value. @returns undefined when it is none */
export function parseProtocol(text: string): ProtocolRange | undefined {
  const match = /^([1-9][0-9]{0,5})-([1-9][0-9]{0,5})$/.exec(text);
  const range = match && { oldest: Number(match[1]), newest: Number(match[2]) };
  return range && range.oldest <= range.newest ? range : undefined;
}
