"use strict";
// The card of an entity or a relation, built of elements and textContent only.

/** Return a new element with some text or children; null children are left out. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Return a name or a quote: its own direction, whatever the language. */
function own(text, tag = "bdi") {
  return make(tag, { dir: "auto" }, text);
}

/** Return a button that opens the card of a node or an edge. */
function opener(text, open, look = "link") {
  const button = make("button", { type: "button", class: look }, text instanceof Node ? text : own(text));
  button.addEventListener("click", open);
  return button;
}

/** Return pairs of a term and what it is, without those that have nothing to say. */
function terms(pairs) {
  const list = make("dl");
  for (const [term, value] of pairs) {
    if (value === null || value === undefined || value === "") continue;
    list.append(make("dt", {}, term), make("dd", {}, value instanceof Node ? value : own(String(value))));
  }
  return list;
}

/** Return one telling: the quote, where it stands, who found it and how sure it is. */
function tellingCard(telling) {
  const where = [
    telling.document || "no document named",
    telling.publisher,
    telling.published,
    telling.paragraph === null ? null : `paragraph ${telling.paragraph}`,
  ];
  const facts = terms([
    ["stands in", own(where.filter(Boolean).join(" · "), "span")],
    ["said by", telling.by],
    ["place", telling.place],
    ["found by", telling.method],
    ["grade", telling.grade],
    ["modality", telling.modality === "asserted" ? null : telling.modality],
  ]);
  const quote = telling.quote ? own(telling.quote, "blockquote") : make("p", { class: "hint" }, "No quote was kept.");
  return make("li", {}, quote, facts);
}

/** Return the card of a relation; `at` gives the name and the opener of a node. */
function relationCard(edge, at, openNode) {
  const ours = edge.linkchart;
  const end = (id) => opener(at(id), () => openNode(id));
  const via = ours.derived && ours.via ? (at(ours.via) === null ? ours.via : end(ours.via)) : null;
  const card = make("article", {},
    make("h2", {}, end(edge.from), make("span", { class: `sign ${ours.sign}` }, ` ${ours.words} `), end(edge.to)),
    terms([
      ["date", ours.date],
      ["place", ours.place],
      ["sign", ours.sign],
      ["grade", ours.grade],
      ["modality", ours.modality === "asserted" ? null : ours.modality],
      ["follows from", via],
      ...ours.attributes,
    ]));
  const count = ours.tellings.length + ours.more;
  if (!count) {
    card.append(make("p", { class: "hint" }, ours.derived
      ? "Derived from the event above: open it to read what is told."
      : "No telling was kept in this picture."));
    return card;
  }
  card.append(make("h3", {}, count === 1 ? "Told once" : `Told ${count} times`),
    make("ol", { class: "tellings" }, ...ours.tellings.map(tellingCard)));
  if (ours.more) card.append(make("p", { class: "hint" }, `… and ${ours.more} more tellings, not in this page.`));
  return card;
}

/** Return the card of an entity with its relations, each of which opens its own card. */
function entityCard(node, edges, at, openEdge) {
  const ours = node.linkchart;
  const lines = edges.map((edge) => {
    const out = edge.from === node.id;
    const mark = make("span", { class: `sign ${edge.linkchart.sign}` },
      `${edge.arrows === "" ? "–" : out ? "→" : "←"} ${edge.linkchart.words} `);
    const line = make("span", {}, mark, own(at(out ? edge.to : edge.from)),
      make("small", {}, ` ${edge.linkchart.date}${edge.linkchart.derived ? ", derived" : ""}`));
    return make("li", {}, opener(line, () => openEdge(edge.id), "line"));
  });
  return make("article", {},
    make("h2", {}, own(ours.name)),
    terms([
      ["type", ours.type + (ours.kind ? ` · ${ours.kind.replaceAll("_", " ")}` : "")],
      ["also called", ours.aliases.length ? own(ours.aliases.join(", "), "span") : null],
      ...ours.attributes,
      ["not shown", ours.hidden ? `${ours.hidden} more ${ours.hidden === 1 ? "neighbour" : "neighbours"}` : null],
    ]),
    make("h3", {}, lines.length === 1 ? "1 relation" : `${lines.length} relations`),
    make("ul", { class: "relations" }, ...lines));
}

/** Return the card that stands there before one has chosen: where to begin. */
function overviewCard(nodes, answered, openNode) {
  const first = nodes.filter((node) => !answered || node.linkchart.answer).slice(0, 12);
  return make("article", {},
    make("p", { class: "hint" }, "Choose a node or a line to read what is told of it, and where."),
    make("h3", {}, answered ? "In the answer" : "Most connected"),
    make("ul", { class: "relations" }, ...first.map((node) => make("li", {},
      opener(make("span", {}, own(node.linkchart.name), make("small", {}, ` ${node.linkchart.type}`)), () => openNode(node.id), "line")))));
}
