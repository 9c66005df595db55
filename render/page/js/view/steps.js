// Notes on the page, and steps: states with a note each, played with the arrow keys.

import { sayable, stateOf } from "../state/link.js";
import { START, step } from "../state/state.js";
import { noteBox } from "./cards.js";
import { button, make, own } from "./dom.js";

/** Return the notes and steps of the page. */
export function stepsView(app) {
  const { state } = app;
  const text = make("input", { type: "text", placeholder: "What this step shows", "aria-label": "Text of a new step", "data-key": "step text", dir: "auto" });
  const add = () => app.change({ steps: [...state.steps, [sayable(step(state, { panel: "answer" })), text.value.trim()]] });
  return make("article", {},
    make("h2", {}, "Notes and steps"),
    make("p", { class: "hint" }, "Notes, pins and steps stay in this page only when you save a copy of it."),
    make("p", { class: "actions" }, button("Save a copy", () => app.saveCopy(), { class: "action", "data-key": "save" })),
    make("h3", {}, "Note on the page"), noteBox(app, "page"),
    make("h3", {}, "Steps"),
    make("p", { class: "actions" }, text, button("Add what is shown", add, { class: "action", "data-key": "add step" })),
    state.steps.length > 1 ? make("p", { class: "hint" }, "The arrow keys ← and → play them.") : null,
    make("ol", { class: "steps" }, ...state.steps.map(([, words], at) => stepView(app, words, at))));
}

function stepView(app, words, at) {
  const remove = () => app.change({ steps: app.state.steps.filter((_, other) => other !== at), step: -1 });
  return make("li", { class: at === app.state.step ? "chosen" : null },
    button(own(`${at + 1}. ${words || "Step"}`), () => app.play(at), { class: "line", "data-key": `step ${at}`, "aria-pressed": String(at === app.state.step) }),
    button("Remove", remove, { class: "action", "data-key": `remove ${at}`, "aria-label": `Remove step ${at + 1}` }));
}

/** Let the page show one of its steps. */
export function addPlaying(app) {
  app.play = (at) => {
    const { state } = app;
    if (at < 0 || at >= state.steps.length) return;
    const { notes, pins, steps } = state;
    const shown = stateOf(state.steps[at][0]) || START;
    app.change({ ...shown, notes, pins, steps, step: at, panel: "steps" });
    app.say(state.steps[at][1] || `Step ${at + 1}`);
  };
}
