/** Puts a button to copy it on each piece of code. Of a session at a terminal only the commands are copied. */
export function copyButtons(blocks: Iterable<HTMLElement>): void {
  for (const block of blocks) {
    const code = block.querySelector("code")!;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(copied(code.textContent ?? "", code.dataset.language));
        button.textContent = "Copied";
      } catch {
        // Only secure pages may write the clipboard: select it, so that one key does.
        getSelection()?.selectAllChildren(code);
        button.textContent = "Press Ctrl-C";
      }
      setTimeout(() => {
        button.textContent = "Copy";
      }, 2_000);
    });
    block.append(button);
  }
}

/** What a reader wants of a block: of a session, its commands without the prompts. */
export function copied(text: string, language: string | undefined): string {
  if (language !== "console") return text.trimEnd();
  const commands = text.split("\n").filter((line) => line.startsWith("$ "));
  return commands.map((line) => line.slice(2)).join("\n");
}
