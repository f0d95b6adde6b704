import type MiniSearch from "minisearch";
import type { SearchResult } from "minisearch";
import type { Place } from "../search-options.ts";

type Found = SearchResult & Pick<Place, "title" | "page" | "address" | "excerpt">;
const SHOWN = 12;

/** The search box: its index is loaded when it is used for the first time. `/` leads to it, arrows through what it found. */
export function searchBox(form: HTMLFormElement): void {
  const input = form.querySelector("input")!;
  const box = form.querySelector<HTMLElement>(".found")!;
  const status = box.querySelector("p")!;
  const list = box.querySelector("ol")!;
  let index: Promise<MiniSearch<Place>> | undefined;

  const search = async () => {
    const query = input.value.trim();
    box.hidden = query === "";
    if (query === "") return;
    index ??= loadIndex(form.dataset.index!);
    try {
      const results = (await index).search(query) as Found[];
      if (query !== input.value.trim()) return;
      list.replaceChildren(...results.slice(0, SHOWN).map((one) => itemOf(one, form.dataset.root ?? "")));
      status.textContent = told(results.length);
    } catch {
      index = undefined;
      status.textContent = "The index could not be loaded. Type on to try again.";
    }
  };

  input.addEventListener("input", () => void search());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.click();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      box.hidden = true;
      input.focus();
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const stops = [input, ...list.querySelectorAll("a")];
      const place = stops.indexOf(document.activeElement as HTMLInputElement);
      stops[Math.max(0, Math.min(stops.length - 1, place + (event.key === "ArrowDown" ? 1 : -1)))]?.focus();
    }
  });
  form.addEventListener("focusout", ({ relatedTarget }) => {
    if (!form.contains(relatedTarget as Node | null)) box.hidden = true;
  });
  list.addEventListener("click", () => {
    box.hidden = true;
  });
  addEventListener("keydown", (event) => {
    if (
      event.key !== "/" ||
      event.ctrlKey ||
      event.metaKey ||
      /^(input|textarea)$/i.test(document.activeElement?.tagName ?? "")
    )
      return;
    event.preventDefault();
    input.focus();
  });
  form.hidden = false;
}

async function loadIndex(address: string): Promise<MiniSearch<Place>> {
  const [{ default: MiniSearch }, { SEARCH_OPTIONS }, answer] = await Promise.all([
    import("minisearch"),
    import("../search-options.ts"),
    fetch(address),
  ]);
  if (!answer.ok) throw new Error(`The index answered ${answer.status}.`);
  return MiniSearch.loadJSON<Place>(await answer.text(), SEARCH_OPTIONS);
}

function itemOf({ title, page, address, excerpt }: Found, root: string): HTMLLIElement {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = root + address;
  const [name, where] = [document.createElement("strong"), document.createElement("span")];
  name.textContent = title;
  where.textContent = title === page ? excerpt : `${page}: ${excerpt}`;
  link.append(name, where);
  item.append(link);
  return item;
}

function told(count: number): string {
  if (count === 0) return "Nothing was found. Try fewer or shorter words.";
  return count === 1 ? "1 place" : `${count} places${count > SHOWN ? `, the best ${SHOWN} are shown` : ""}`;
}
