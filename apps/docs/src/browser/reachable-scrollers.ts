/** What is wider than the page scrolls; by keyboard, too. */
export function reachableScrollers(boxes: readonly HTMLElement[]): void {
  const mark = () => {
    for (const box of boxes) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  };
  mark();
  addEventListener("resize", mark);
}
