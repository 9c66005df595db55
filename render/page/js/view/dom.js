// Elements made of text: nothing that a file says is ever read as markup.

/** Return a new element with attributes and children; null children are left out. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Return a text that keeps its own direction, whatever the language. */
export function own(text, tag = "bdi", attributes = {}) {
  return make(tag, { dir: "auto", ...attributes }, text);
}

/** Return a button that does something when it is pressed. */
export function button(words, press, attributes = {}) {
  const element = make("button", { type: "button", ...attributes }, words);
  element.addEventListener("click", press);
  return element;
}

/** Make a list of terms with their values, without empty values. */
export function terms(pairs) {
  const list = make("dl");
  for (const [term, value] of pairs) {
    if (value === null || value === undefined || value === "") continue;
    list.append(make("dt", {}, term), make("dd", {}, value instanceof Node ? value : own(String(value))));
  }
  return list;
}

const SVG = "http://www.w3.org/2000/svg";

/** Return a new element of SVG. */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Return the element of an id that the page always has. */
export function byId(id) {
  return document.getElementById(id);
}

/** Replace the children of an element, keeping the focus on the child of the same key. */
export function replaceChildren(element, ...children) {
  const key = element.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  element.replaceChildren(...children);
  if (key !== undefined) element.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}
