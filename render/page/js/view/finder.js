// The search box: names and commands, by which everything can be reached without a mouse.

import { REST } from "../model/places.js";
import { searcher } from "../model/search.js";
import { byId, make, own } from "./dom.js";

const MOST_NAMES = 8;

/** Return the view of the search box; arrows choose, Enter opens, Shift-Enter adds, Escape closes. */
export function finderView(app, commands) {
  const box = byId("search"), list = byId("found");
  const search = searcher(app.graph, commands);
  let hits = [], chosen = 0;

  const close = () => {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const open = ({ entity, command }, add) => {
    close();
    box.value = entity ? entity.name : "";
    if (command) return command.run();
    openGroup(app, entity.id);
    app.pick({ nodes: [entity.id], add, panel: "card" });
    app.focus(entity.id);
    return byId("pane").focus({ preventScroll: true });
  };
  const draw = () => {
    const options = hits.map((hit, at) => optionOf(hit, at, at === chosen, (event) => { event.preventDefault(); open(hit, event.shiftKey); }));
    list.replaceChildren(...options);
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
    if (hits.length) box.setAttribute("aria-activedescendant", `found-${chosen}`);
    else box.removeAttribute("aria-activedescendant");
    options[chosen]?.scrollIntoView({ block: "nearest" });
  };
  const look = () => {
    const found = search(box.value);
    hits = [...found.entities.slice(0, MOST_NAMES).map((entity) => ({ entity })), ...found.commands.map((command) => ({ command }))];
    chosen = 0;
    draw();
    const more = found.entities.length > MOST_NAMES ? `${MOST_NAMES} of ${found.entities.length} names` : `${found.entities.length} names`;
    if (found.entities.length > MOST_NAMES || (box.value.trim() && !found.entities.length)) {
      list.append(make("li", { class: "hint", role: "presentation" }, found.entities.length ? `${more}: type more letters to narrow them.` : "No name in this page has that."));
    }
    app.say(`${more}, ${found.commands.length} commands`);
  };

  box.addEventListener("input", look);
  box.addEventListener("focus", () => { box.select(); look(); });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") { event.stopPropagation(); close(); box.blur(); }
    else if (event.key === "Enter" && hits.length && !list.hidden) { event.preventDefault(); open(hits[chosen], event.shiftKey); }
    else if (by && hits.length) {
      event.preventDefault();
      chosen = (chosen + by + hits.length) % hits.length;
      draw();
    }
  });
  return { update: () => {} };
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
