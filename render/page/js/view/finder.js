// The search box: names and commands, by which everything can be reached without a mouse.

import { REST } from "../model/places.js";
import { searcher } from "../model/search.js";
import { byId, make, own } from "./dom.js";

const MOST_NAMES = 8;

/** Return the view of the search box; arrows choose, Enter opens, Shift-Enter adds, Escape closes. */
export function finderView(app, commands) {
  const box = byId("search");
  const finder = { app, box, list: byId("found"), search: searcher(app.graph, commands), hits: [], chosen: 0 };
  box.addEventListener("input", () => findHits(finder));
  box.addEventListener("focus", () => { box.select(); findHits(finder); });
  box.addEventListener("blur", () => closeHits(finder));
  box.addEventListener("keydown", (event) => hitByKey(finder, event));
  return { update: () => {} };
}

/** List what the box's words find, and say how many there are. */
function findHits(finder) {
  const { app, box, list, search } = finder;
  const { entities, commands } = search(box.value);
  finder.hits = [...entities.slice(0, MOST_NAMES).map((entity) => ({ entity })), ...commands.map((command) => ({ command }))];
  finder.chosen = 0;
  drawHits(finder);
  const names = entities.length > MOST_NAMES ? `${MOST_NAMES} of ${entities.length} names` : `${entities.length} names`;
  if (entities.length > MOST_NAMES) list.append(hint(`${names}: type more letters to narrow them.`));
  else if (box.value.trim() && !entities.length) list.append(hint("No name in this page has that."));
  app.say(`${names}, ${commands.length} commands`);
}

function hint(words) {
  return make("li", { class: "hint", role: "presentation" }, words);
}

function drawHits(finder) {
  const { box, list, hits, chosen } = finder;
  const options = hits.map((hit, at) => optionOf(hit, at, at === chosen, (event) => { event.preventDefault(); openHit(finder, hit, event.shiftKey); }));
  list.replaceChildren(...options);
  list.hidden = false;
  box.setAttribute("aria-expanded", "true");
  if (hits.length) box.setAttribute("aria-activedescendant", `found-${chosen}`);
  else box.removeAttribute("aria-activedescendant");
  options[chosen]?.scrollIntoView({ block: "nearest" });
}

function closeHits({ box, list }) {
  list.hidden = true;
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
}

/** Run the chosen command, or select the entity; `add` extends the selection. */
function openHit(finder, { entity, command }, add) {
  const { app, box } = finder;
  closeHits(finder);
  box.value = entity ? entity.name : "";
  if (command) return command.run();
  openGroup(app, entity.id);
  app.pick({ nodes: [entity.id], add, panel: "card" });
  app.focus(entity.id);
  return byId("pane").focus({ preventScroll: true });
}

function hitByKey(finder, event) {
  const { box, list, hits, chosen } = finder;
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") {
    event.stopPropagation();
    closeHits(finder);
    box.blur();
  } else if (event.key === "Enter" && hits.length && !list.hidden) {
    event.preventDefault();
    openHit(finder, hits[chosen], event.shiftKey);
  } else if (by && hits.length) {
    event.preventDefault();
    finder.chosen = (chosen + by + hits.length) % hits.length;
    drawHits(finder);
  }
}

/** Open the group that an entity is drawn in, if it is in one. */
function openGroup(app, id) {
  const group = app.scene.nodes.find(({ members }) => members.includes(id))?.id;
  if (group?.startsWith("g:") && group !== REST) app.change({ open: [...app.state.open, group] });
}

function optionOf({ entity, command }, at, isChosen, open) {
  const option = make("li", { role: "option", id: `found-${at}`, "aria-selected": String(isChosen), class: command ? "command" : null },
    own(entity ? entity.name : command.words), make("small", {}, ` ${entity ? entity.type : command.keys || "command"}`));
  option.addEventListener("mousedown", open);
  return option;
}
