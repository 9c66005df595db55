"use strict";
// The search box, by which everything can be reached without a mouse, and the legend.

/** Return a text as it is compared: no case, no diacritics. */
function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Return the nodes that a text finds, names that begin with it first; at most eight. */
function found(nodes, text) {
  const wanted = folded(text.trim());
  if (!wanted) return [];
  const ranked = [];
  for (const node of nodes) {
    const names = [node.linkchart.name, ...node.linkchart.aliases].map(folded);
    const rank = names[0].startsWith(wanted) ? 0 : names.some((name) => name.startsWith(wanted)) ? 1 : 2;
    if (names.some((name) => name.includes(wanted))) ranked.push([rank, node]);
  }
  return ranked.sort((a, b) => a[0] - b[0]).slice(0, 8).map(([, node]) => node);
}

/** Let the box find nodes while one types; arrows choose, Enter opens, Escape closes, `/` comes here. */
function startSearch(nodes, go) {
  const box = document.getElementById("search");
  const list = document.getElementById("found");
  let hits = [], chosen = 0;

  function close() {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  function pick(node) {
    close();
    box.value = node.linkchart.name;
    go(node.id);
  }

  function draw() {
    list.replaceChildren(...hits.map((node, index) => {
      const option = make("li", { role: "option", id: `found-${index}`, "aria-selected": String(index === chosen) },
        own(node.linkchart.name), make("small", {}, ` ${node.linkchart.type}`));
      option.addEventListener("mousedown", (event) => { event.preventDefault(); pick(node); });
      return option;
    }));
    if (!hits.length) list.append(make("li", { class: "hint" }, "No name in this picture has that."));
    list.hidden = !box.value.trim();
    box.setAttribute("aria-expanded", String(!list.hidden));
    if (hits.length) box.setAttribute("aria-activedescendant", `found-${chosen}`);
  }

  box.addEventListener("input", () => { hits = found(nodes, box.value); chosen = 0; draw(); });
  box.addEventListener("focus", () => box.select());
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && hits.length) pick(hits[chosen]);
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && hits.length) {
      event.preventDefault();
      chosen = (chosen + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length;
      draw();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.target.matches("input")) return;
    event.preventDefault();
    box.focus();
  });
}

const SHAPES = {
  square: "M3 3h12v12h-12z",
  hexagon: "M9 1.5l6.5 3.75v7.5l-6.5 3.75l-6.5-3.75v-7.5z",
  dot: "M9 2.5a6.5 6.5 0 1 0 .01 0z",
  triangle: "M9 2l7.5 13h-15z",
  triangleDown: "M9 16l7.5-13h-15z",
  diamond: "M9 1l7 8l-7 8l-7-8z",
  star: "M9 1l2.2 5.5 5.9.4-4.5 3.8 1.4 5.8-5-3.1-5 3.1 1.4-5.8-4.5-3.8 5.9-.4z",
  box: "M1 5h16v8h-16z",
};

/** Fill the legend with the types and lines that the picture has. */
function drawLegend({ types, lines }) {
  const space = "http://www.w3.org/2000/svg";
  const row = (tag, width, attributes, words) => {
    const svg = document.createElementNS(space, "svg");
    const mark = document.createElementNS(space, tag);
    for (const [name, value] of Object.entries({ width, height: 18, viewBox: `0 0 ${width} 18`, "aria-hidden": "true" })) svg.setAttribute(name, value);
    for (const [name, value] of Object.entries(attributes)) mark.setAttribute(name, value);
    svg.append(mark);
    return make("li", {}, svg, words);
  };
  const list = document.querySelector("#legend ul");
  for (const { words, shape, colour, count } of types) {
    list.append(row("path", 18, { d: SHAPES[shape], fill: `var(${colour})` }, `${words} (${count})`));
  }
  for (const { words, dash, colour } of lines) {
    list.append(row("path", 34, { d: "M1 9h32", fill: "none", stroke: `var(${colour})`, "stroke-width": 2.5, "stroke-dasharray": dash.join(" ") || "none" }, words));
  }
  const legend = document.getElementById("legend");
  legend.hidden = !types.length;
  legend.open = !matchMedia("(max-width: 799px)").matches;
}
