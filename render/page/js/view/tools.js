// The tools above the picture: undo and redo, layout, grouping, and a menu of all commands.

import { button, byId, make } from "./dom.js";

const LAYOUT_CHOICES = [["", "Layout: auto"], ["answer", "As the answer"], ["free", "Free"], ["islands", "Islands"], ["chain", "Chain of command"], ["time", "Time"]];
const GROUP_CHOICES = [["", "Groups: auto"], ["none", "No groups"], ["type", "By type"], ["bloc", "By bloc"]];

/** Return the view of the tools. */
export function toolsView(app, commands) {
  const undo = button("↶", () => app.move(-1), { "aria-label": "Undo", title: "Undo (Ctrl Z)" });
  const redo = button("↷", () => app.move(1), { "aria-label": "Redo", title: "Redo (Ctrl Y)" });
  const fit = button("Fit", () => app.picture.fit(), { title: "Fit the picture into the window (0)" });
  const layout = chooser("Layout", LAYOUT_CHOICES, (value) => app.change({ layout: value }));
  const group = chooser("Groups", GROUP_CHOICES, (value) => app.change({ group: value, open: [] }));
  const all = button("Show all", () => app.act("everything"), { title: "Take back all filters, questions and hiding" });
  byId("tools").append(undo, redo, fit, layout, group, all, menu(commands));
  return { update: () => {
    const { history, state } = app;
    undo.disabled = history.at === 0;
    redo.disabled = history.at === history.states.length - 1;
    layout.value = state.layout;
    group.value = state.group;
    layout.querySelector('[value="answer"]').hidden = !app.answer?.order.length;
  } };
}

function chooser(label, choices, choose) {
  const select = make("select", { "aria-label": label }, ...choices.map(([value, words]) => make("option", { value }, words)));
  select.addEventListener("change", () => choose(select.value));
  return select;
}

/** Return a menu with the commands that write or copy something. */
function menu(commands) {
  const list = make("div", { class: "menu" });
  const details = make("details", { class: "more" }, make("summary", {}, "Take away"), list);
  for (const { words, run } of commands.filter(({ words: name }) => /^(Save|Copy|Print)/.test(name))) {
    list.append(button(words, () => { details.open = false; run(); }, { class: "line" }));
  }
  details.addEventListener("keydown", (event) => { if (event.key === "Escape") { details.open = false; details.firstElementChild.focus(); } });
  return details;
}
