// Runs before anything is drawn: a page never flashes in the other theme.
const root = document.documentElement;
root.classList.add("scripted");
try {
  const chosen = localStorage.getItem("qubix.docs.theme");
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
} catch {
  // Storage is switched off: the system's theme it is.
}
