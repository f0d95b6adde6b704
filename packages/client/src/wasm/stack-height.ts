import type { Instruction } from "./instruction-reader.ts";
import { invalid } from "./module-error.ts";
import type { FunctionType } from "./module-sections.ts";
import { OP } from "./opcodes.ts";

type Frame = { base: number; parameters: number; results: number; dead: boolean };

/** Follows the height of the operand stack through a function that the engine has found valid; `maximum` bounds the
 * size of its frame. */
export class StackHeight {
  maximum = 0;
  #height = 0;
  #frames: Frame[];
  readonly #types: readonly FunctionType[];

  constructor(type: FunctionType, types: readonly FunctionType[]) {
    this.#types = types;
    this.#frames = [{ base: 0, parameters: 0, results: type.results.length, dead: false }];
  }

  /** Open labels, the function's own included. */
  get depth(): number {
    return this.#frames.length;
  }

  get done(): boolean {
    return this.#frames.length === 0;
  }

  apply(instruction: Instruction, functions: readonly number[]): void {
    const { code, opcode, a } = instruction;
    this.#pop(opcode.pops);
    switch (code) {
      case OP.block:
      case OP.loop:
      case OP.if: {
        const { parameters, results } = this.#blockType(a);
        this.#pop(parameters);
        this.#frames.push({ base: this.#height, parameters, results, dead: false });
        this.#push(parameters);
        return;
      }
      case OP.else: {
        const frame = this.#frames.at(-1)!;
        frame.dead = false;
        this.#height = frame.base;
        this.#push(frame.parameters);
        return;
      }
      case OP.end: {
        const frame = this.#frames.pop();
        if (!frame) throw invalid("a function has an end too many");
        this.#height = frame.base;
        this.#push(frame.results);
        return;
      }
      case OP.br:
      case OP.brTable:
      case OP.return:
      case OP.unreachable:
        this.#frames.at(-1)!.dead = true;
        this.#height = this.#frames.at(-1)!.base;
        return;
      case OP.call:
      case OP.callIndirect: {
        const type = this.#types[code === OP.call ? (functions[a] ?? -1) : a];
        if (!type) throw invalid("a call names a function or type that is not there");
        this.#pop(type.parameters.length);
        this.#push(type.results.length);
        return;
      }
      default:
        this.#push(opcode.pushes);
    }
  }

  #push(count: number): void {
    this.#height += count;
    if (this.#height > this.maximum) this.maximum = this.#height;
  }

  #pop(count: number): void {
    this.#height -= count;
    const frame = this.#frames.at(-1);
    if (frame && this.#height < frame.base) {
      if (!frame.dead) throw invalid("a function takes more from the stack than is there");
      this.#height = frame.base;
    }
  }

  #blockType(type: number): { parameters: number; results: number } {
    if (type >= 0) {
      const found = this.#types[type];
      if (!found) throw invalid("a block names a type that is not there");
      return { parameters: found.parameters.length, results: found.results.length };
    }
    return { parameters: 0, results: type === -64 ? 0 : 1 };
  }
}
