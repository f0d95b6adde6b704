/** One partition: its name, and the bounds of its column as SQL literals, `from` included, `to` not. */
export interface PartitionRange {
  name: string;
  from: string;
  to: string;
}

/** Epochs in one partition of the chain's events: about a quarter of a year. */
const EPOCHS = 13;

/** The month that holds `time` (milliseconds since 1970), `later` months on. */
export function monthOf(table: string, time: number, later = 0): PartitionRange {
  const day = new Date(time);
  const start = (months: number) => new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, 1));
  const from = start(later);
  const month = `${from.getUTCFullYear()}_${String(from.getUTCMonth() + 1).padStart(2, "0")}`;
  return {
    name: `${table}_m${month}`,
    from: `'${from.toISOString()}'`,
    to: `'${start(later + 1).toISOString()}'`,
  };
}

/** The run of epochs that holds `epoch`, `later` runs on. */
export function epochsOf(table: string, epoch: number, later = 0): PartitionRange {
  const first = (Math.floor(epoch / EPOCHS) + later) * EPOCHS;
  return { name: `${table}_e${String(first).padStart(5, "0")}`, from: String(first), to: String(first + EPOCHS) };
}
