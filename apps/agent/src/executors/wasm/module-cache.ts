const MAXIMUM_MODULES = 4;

/** The last few compiled modules of a child, by content. */
export class ModuleCache {
  readonly #modules = new Map<string, WebAssembly.Module>();

  get(key: string, compile: () => WebAssembly.Module): WebAssembly.Module {
    const module = this.#modules.get(key) ?? compile();
    this.#modules.delete(key);
    this.#modules.set(key, module);
    if (this.#modules.size > MAXIMUM_MODULES) this.#modules.delete(this.#modules.keys().next().value!);
    return module;
  }
}
