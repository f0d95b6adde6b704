/** Small numbers for things that many rows share, so that columns can hold them. A number nobody uses is given out again. */
export class Numbered<T> {
  /** The things by number; undefined where a number is free. */
  readonly values: (T | undefined)[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #keys: string[] = [];
  readonly #users: number[] = [];
  readonly #free: number[] = [];

  /** The number of what has this key, for one user more. */
  take(key: string, value: () => T): number {
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#free.pop() ?? this.values.length;
      this.values[number] = value();
      this.#keys[number] = key;
      this.#users[number] = 0;
      this.#numbers.set(key, number);
    }
    this.#users[number]!++;
    return number;
  }

  /** One user less. */
  giveBack(number: number): void {
    if (--this.#users[number]! > 0) return;
    this.values[number] = undefined;
    this.#numbers.delete(this.#keys[number]!);
    this.#free.push(number);
  }
}
