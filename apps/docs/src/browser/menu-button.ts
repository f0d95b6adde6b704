/** On a phone the list of pages is behind a button. */
export function menuButton(button: HTMLButtonElement, navigation: HTMLElement): void {
  const open = (yes: boolean) => {
    button.setAttribute("aria-expanded", String(yes));
    navigation.classList.toggle("open", yes);
    if (yes) navigation.querySelector<HTMLElement>("a")?.focus();
  };
  button.addEventListener("click", () => open(button.getAttribute("aria-expanded") !== "true"));
  navigation.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    open(false);
    button.focus();
  });
  button.hidden = false;
}
