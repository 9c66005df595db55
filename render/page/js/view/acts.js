// What can be done with entities and relations: each act is one step of the state.

import { START, step, toggled } from "../state/state.js";

/** Add the actions of the page: selecting, taking notes, and those of cards, keys and the search box. */
export function addActs(app) {
  /** Select entities, relations or a row; `add` extends the selection. */
  app.pick = ({ nodes = [], relations = [], row = -1, add = false, panel = row < 0 && nodes.length + relations.length ? "card" : "answer" }) => {
    const { state } = app;
    if (nodes.length) app.reading = null;
    const next = add ? { nodes: nodes.reduce(toggled, state.nodes), relations: relations.reduce(toggled, state.relations), row: -1 } : { nodes, relations, row };
    app.change({ ...next, panel });
  };
  app.note = (key, text) => {
    const notes = app.state.notes.filter(([noted]) => noted !== key);
    app.change({ notes: text.trim() ? [...notes, [key, text.trim()]] : notes });
  };
  app.act = (name, id) => app.change(ACTS[name](app, id === undefined ? app.state.nodes : [id]));
}

const ACTS = {
  influence: (app, [source]) => ask({ query: "influence", source, maxHops: 4 }),
  influencers: (app, [source]) => ask({ query: "influencers", source, maxHops: 4 }),
  path: (app, [source, target, via = null]) => ask({ query: "path", source, target, via, k: 1, maxHops: 6, directed: false, by: "hops" }),
  only: (app, ids) => ({ only: withNeighbours(app, ids), hidden: [] }),
  expand: ({ state, ...app }, ids) => ({
    hidden: state.hidden.filter((id) => !withNeighbours(app, ids).includes(id)),
    only: state.only.length ? [...new Set([...state.only, ...withNeighbours(app, ids)])] : [],
    collapsed: state.collapsed.filter((id) => !ids.includes(id)),
    open: [...new Set([...state.open, ...ids.filter((id) => id.startsWith("g:"))])],
  }),
  collapse: ({ state }, ids) => ({ collapsed: ids.reduce(toggled, state.collapsed) }),
  hide: ({ state }, ids) => ({ hidden: [...new Set([...state.hidden, ...ids])], nodes: [], relations: [], panel: "answer" }),
  pin: ({ state, positions }, ids) => ({ pins: ids.reduce((pins, id) => pinned(pins, id, positions().get(id)), state.pins) }),
  alike: ({ graph, visible }, [id]) => ({ nodes: visible.entities.filter(({ type }) => type === graph.entityOf.get(id)?.type).map((entity) => entity.id), relations: [], panel: "card" }),
  everything: ({ state }) => ({ ...step(START, { notes: state.notes, pins: state.pins, steps: state.steps, tab: state.tab }) }),
  deselect: () => ({ nodes: [], relations: [], row: -1, panel: "answer" }),
};

function ask(question) {
  return { question, row: -1, nodes: [], relations: [], layout: "", panel: "answer" };
}

/** Return some entities and their neighbours. */
function withNeighbours({ graph }, ids) {
  return [...new Set(ids.flatMap((id) => [id, ...(graph.at.get(id) || []).flatMap(({ source, target }) => [source, target])]))];
}

/** Return pins with one added at a spot, or taken away. */
function pinned(pins, id, spot) {
  const others = pins.filter(([other]) => other !== id);
  return others.length < pins.length || !spot ? others : [...others, [id, Math.round(spot.x), Math.round(spot.y)]];
}
