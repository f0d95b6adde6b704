/** Places of a seed whose letters have to be typed, counted from 1 and in order, to see that it was written down. */
export function placesToConfirm(length: number, count: number, random: () => number): number[] {
  const places = Array.from({ length }, (_, index) => index + 1);
  const drawn = Array.from({ length: count }, () => places.splice(Math.floor(random() * places.length), 1)[0]!);
  return drawn.sort((a, b) => a - b);
}

/** Whether these are the letters at these places. */
export function lettersFit(seed: string, places: readonly number[], typed: string): boolean {
  const letters = typed.toLowerCase().replaceAll(/[^a-z]/g, "");
  return letters === places.map((place) => seed[place - 1]).join("");
}
