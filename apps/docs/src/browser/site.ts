// What the pages do beyond being read. Everything here may be missing: without scripts the pages still can be read.
import { contents } from "./contents.ts";
import { copyButtons } from "./copy-buttons.ts";
import { menuButton } from "./menu-button.ts";
import { reachableScrollers } from "./reachable-scrollers.ts";
import { searchBox } from "./search-box.ts";
import { themeButton } from "./theme-button.ts";

const one = <E extends Element>(selector: string) => document.querySelector<E>(selector);

themeButton(one<HTMLButtonElement>(".theme-button")!);
menuButton(one<HTMLButtonElement>(".menu-button")!, one<HTMLElement>(".navigation")!);
searchBox(one<HTMLFormElement>(".search")!);
copyButtons(document.querySelectorAll<HTMLElement>(".code"));
reachableScrollers([...document.querySelectorAll<HTMLElement>(".scroll")]);
const list = one<HTMLDetailsElement>(".contents");
if (list) contents(list);
one('[aria-current="page"]')?.scrollIntoView({ block: "nearest" });
