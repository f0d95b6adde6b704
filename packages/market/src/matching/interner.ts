/** Small numbers for texts, so that columns can hold them. 0 stands for none. */
export class Interner {
  readonly #numbers = new Map<string, number>();

  /** The text's number, a new one when it was never seen. */
  add(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.#numbers.size + 1;
      this.#numbers.set(text, number);
    }
    return number;
  }

  /** The text's number, or 0 when nobody has it. */
  find(text: string | undefined): number {
    return text === undefined ? 0 : (this.#numbers.get(text) ?? 0);
  }
}
