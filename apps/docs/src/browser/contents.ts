const WIDE = matchMedia("(min-width: 80rem)");

/** The list of headings is open where there is room beside the text. */
export function contents(details: HTMLDetailsElement): void {
  const follow = () => {
    details.open = WIDE.matches;
  };
  follow();
  WIDE.addEventListener("change", follow);
}
