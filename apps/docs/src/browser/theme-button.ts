const THEMES = ["system", "light", "dark"] as const;
const KEY = "qubix.docs.theme";

/** Lets the reader choose the theme; the system's is the first choice. */
export function themeButton(button: HTMLButtonElement): void {
  const root = document.documentElement;
  const show = () => {
    button.textContent = `Theme: ${root.dataset.theme ?? "system"}`;
  };
  button.addEventListener("click", () => {
    const present = (root.dataset.theme ?? "system") as (typeof THEMES)[number];
    const next = THEMES[(THEMES.indexOf(present) + 1) % THEMES.length]!;
    if (next === "system") delete root.dataset.theme;
    else root.dataset.theme = next;
    try {
      localStorage.setItem(KEY, next);
    } catch {
      // Kept for this page only.
    }
    show();
  });
  show();
  button.hidden = false;
}
