// The panel beside the picture: the answer, the card of the selection, the table, or notes and steps.

import { counted } from "../model/words.js";
import { entityButton, entityCard, relationButton, relationCard } from "./cards.js";
import { button, byId, make, replaceChildren } from "./dom.js";
import { readerView } from "./reader.js";
import { answerView } from "./rows.js";
import { stepsView } from "./steps.js";
import { tableView } from "./table.js";

const TABS = [["answer", "Answer"], ["card", "Selected"], ["table", "Table"], ["steps", "Notes"]];
const VIEWS = { answer: answerView, card: selectionView, table: tableView, steps: stepsView };

/** Return the view of the panel. */
export function panelView(app) {
  const tabs = byId("tabs"), pane = byId("pane");
  const buttons = TABS.map(([panel, words]) => button(words, () => app.change({ panel }), { role: "tab", id: `tab-${panel}`, "aria-controls": "pane" }));
  tabs.append(...buttons);
  tabs.addEventListener("keydown", (event) => walkTabs(event, buttons));
  return { update: (_, before) => {
    const { panel } = app.state;
    document.body.dataset.panel = panel;
    buttons.forEach((tab, at) => {
      tab.setAttribute("aria-selected", String(TABS[at][0] === panel));
      tab.tabIndex = TABS[at][0] === panel ? 0 : -1;
    });
    pane.setAttribute("aria-labelledby", `tab-${panel}`);
    replaceChildren(pane, VIEWS[panel](app));
    if (before && before.state.panel !== panel) pane.scrollTop = 0;
  } };
}

function walkTabs(event, buttons) {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by) return;
  const next = buttons[(buttons.indexOf(event.target) + by + buttons.length) % buttons.length];
  next.click();
  next.focus();
}

/** Make the card of the selection. */
function selectionView(app) {
  const { state, graph } = app;
  if (app.reading) return readerView(app);
  const entities = state.nodes.map((id) => graph.entityOf.get(id)).filter(Boolean);
  const relations = state.relations.map((id) => graph.relationOf.get(id)).filter(Boolean);
  if (entities.length === 1 && !relations.length) return entityCard(app, entities[0]);
  if (relations.length === 1 && !entities.length) return relationCard(app, relations[0]);
  if (!entities.length && !relations.length) return make("article", {}, make("p", { class: "hint" }, "Choose a node or a line to read what is said of it, and where."));
  return severalCard(app, entities, relations);
}

function severalCard(app, entities, relations) {
  const act = (words, name) => button(words, () => app.act(name), { class: "action", "data-key": words });
  const acts = [
    entities.length > 1 ? act("How are they linked?", "path") : null,
    ...(entities.length ? [act("Only these and their neighbours", "only"), act("Hide", "hide")] : []),
  ];
  return make("article", {},
    make("h2", {}, [entities.length ? counted(entities.length, "entity", "entities") : "", relations.length ? counted(relations.length, "relation") : ""].filter(Boolean).join(", ")),
    make("p", { class: "actions" }, ...acts.filter(Boolean)),
    make("ul", { class: "relations" }, ...entities.map(({ id }) => make("li", {}, entityButton(app, id, "line")))),
    make("ul", { class: "relations" }, ...relations.map((relation) => make("li", {}, relationButton(app, relation)))));
}
