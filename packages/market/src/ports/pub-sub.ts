/** Wakes readers, nothing more: messages may be lost, the truth is read from the tables. */
export interface PubSub {
  publish(channel: string, message: string): Promise<void>;
  /** @returns ends the subscription */
  subscribe(channel: string, listener: (message: string) => void): Promise<() => Promise<void>>;
}
