/** Why a model can't be published or run, and what to do about it. */
export interface Refusal {
  code: string;
  message: string;
  hint: string;
}

/** A model that can't be run bit for bit the same everywhere, that reaches outside its file, or that is none. */
export class ModelRefusedError extends Error {
  override readonly name = "ModelRefusedError";
  readonly code = "MODEL_REFUSED";

  constructor(readonly refusals: readonly Refusal[]) {
    super(refusals.map(({ message }) => message).join(" "));
  }

  get hint(): string {
    return this.refusals.map(({ hint }) => hint).join(" ");
  }
}
