// The page as a whole: its state, what follows from it, and whom to tell of a change.

import { answerOf, rowsWords } from "../model/answer.js";
import { changeOf } from "../model/compare.js";
import { narrows, shown } from "../model/filter.js";
import { NOTHING, sceneOf } from "../model/scene.js";
import { amended, historyOf, moved, recorded } from "../state/history.js";
import { LONGEST, linkOf, readLink } from "../state/link.js";
import { START, step } from "../state/state.js";

/** Return the page over a graph and its data; `views` are objects whose `update(app, before)` shows a state. */
export function createApp(graph, data) {
  const app = { graph, data, answers: data.answers, views: [], history: historyOf(START), said: "" };
  const saved = { notes: data.notes, pins: data.pins, steps: data.steps };
  const link = readLink(location.hash, data.fingerprint);
  app.history = historyOf(step(link ? link.state : START, saved));
  app.warning = warningOf(link, location.hash);
  derive(app);
  addChanges(app);
  addSpeech(app);
  addUnsaved(app, saved);
  window.addEventListener("popstate", ({ state }) => goTo(app, state));
  window.addEventListener("hashchange", () => followHash(app));
  return app;
}

/** Let the page change its state, undo, and show the same state again. */
function addChanges(app) {
  /** Show another state: as a step that can be undone, or (`amend`) in the place of the present one. */
  app.change = (change, { amend = false } = {}) => {
    const state = step(app.state, change);
    if (state === app.state) return;
    app.history = (amend ? amended : recorded)(app.history, state);
    const url = linkOf(state, app.data.fingerprint);
    const hash = url.length > LONGEST ? location.hash : url;
    history[amend ? "replaceState" : "pushState"]({ at: app.history.at }, "", hash || location.pathname + location.search);
    show(app);
  };
  /** Undo (-1) or redo (1) a step. */
  app.move = (by) => {
    const next = moved(app.history, by);
    if (next.at === app.history.at) return;
    app.history = next;
    history.go(by);
    show(app);
  };
  app.refresh = () => { for (const view of app.views) view.update(app, { state: app.state, scene: app.scene }); };
}

/** Let the page say a sentence to those who listen to it, and warn of what went wrong or needs attention. */
function addSpeech(app) {
  app.say = (text) => { app.said = text; for (const view of app.views) view.say?.(text); };
  app.warn = (text) => { for (const view of app.views) view.warn?.(text); };
}

/** Let the page know whether notes, pins or steps would be lost, and warn before it is left with any. */
function addUnsaved(app, saved) {
  app.isUnsaved = () => Object.keys(saved).some((key) => JSON.stringify(app.state[key]) !== JSON.stringify(saved[key]));
  app.hasSaved = () => { for (const key of Object.keys(saved)) saved[key] = app.state[key]; };
  window.addEventListener("beforeunload", (event) => { if (app.isUnsaved()) event.preventDefault(); });
}

/** Show the step that the browser went back or on to. */
function goTo(app, entry) {
  if (!entry || entry.at === app.history.at) return; // without an entry somebody wrote a hash
  const { at } = entry;
  app.history = at < app.history.states.length ? moved(app.history, at - app.history.at) : app.history;
  show(app);
}

/** Show the state of a hash that somebody wrote. */
function followHash(app) {
  const { data: { fingerprint } } = app;
  const other = readLink(location.hash, fingerprint);
  const warning = warningOf(other, location.hash);
  if (warning) app.warn(warning);
  if (other && linkOf(app.state, fingerprint) !== location.hash) app.change(other.state, { amend: true });
}

/** Show the first state, once all views are there. */
export function startViews(app, views) {
  app.views = views;
  history.replaceState({ at: 0 }, "");
  for (const view of views) view.update(app, null);
  if (app.warning) app.warn(app.warning);
}

function warningOf(link, hash) {
  if (link?.other) return "This link was made with another edition of the page: what it names may be missing here.";
  return !link && hash.length > 1 ? "The link to this page could not be read, so it changes nothing." : "";
}

function show(app) {
  const before = { state: app.state, scene: app.scene };
  derive(app);
  for (const view of app.views) view.update(app, before);
}

/** Derive from the state the visible graph, the answer, and the scene. */
function derive(app) {
  app.state = app.history.states[app.history.at];
  app.visible = shown(app.graph, app.state);
  const key = JSON.stringify([app.state.tab, app.state.question, app.state.question && app.visible.relations.map(({ id }) => id)]);
  if (key !== app.asked) app.answer = answerOf(app.graph, app.state, app.answers, app.visible.relations);
  app.asked = key;
  app.scene = sceneOf(app.graph, app.state, app.answer || NOTHING);
  if (app.state.compare.length) for (const link of app.scene.links) link.change = changeOf(link.relation, app.state.compare);
}

/** Return how much is shown of how much there is, and why not all of it. */
export function shownWords(app) {
  const { visible, data, answer, graph } = app;
  const [entities, relations] = data.totals;
  const part = (shownCount, total, noun) => `${shownCount.toLocaleString("en")}${total > shownCount ? ` of ${total.toLocaleString("en")}` : ""} ${noun}`;
  const isPart = visible.entities.length < graph.entities.length || visible.relations.length < graph.relations.length;
  const words = [`Showing ${part(visible.entities.length, entities, "entities")} and ${part(visible.relations.length, relations, "relations")}.`];
  const drawn = app.scene.nodes.length;
  if (drawn < visible.entities.length) words.push(`Groups are drawn as one: ${drawn.toLocaleString("en")} nodes.`);
  return [...words, isPart ? `The rest is ${absentWords(app.state)}.` : "", data.why, answer ? rowsWords(answer) : ""].filter(Boolean).join(" ");
}

/** Return why something of the page is not shown. */
function absentWords({ filter, hidden, only }) {
  const reasons = [filter.types.length || narrows(filter) ? "filtered away" : "", hidden.length ? "hidden by hand" : "", only.length ? "farther than the neighbours asked for" : ""];
  return reasons.filter(Boolean).join(", or ");
}
