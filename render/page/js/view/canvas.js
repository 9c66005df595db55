// Connects picture and state: the state determines what is drawn, and touches change the state.

import { placed } from "../layout/place.js";
import { startPicture } from "../draw/picture.js";
import { byId } from "./dom.js";
import { REST } from "../model/places.js";

const REST_LISTED = 200;

/** Return the view of the picture. */
export function canvasView(app, ready) {
  const place = byId("picture");
  const picture = startPicture(place, {
    pick: (hit) => pickOf(app, hit),
    moved: (id, x, y) => app.change({ pins: [...app.state.pins.filter(([pinned]) => pinned !== id), [id, Math.round(x), Math.round(y)]] }),
    ready,
  });
  app.picture = picture;
  app.positions = () => picture.positions();
  app.focus = (id) => picture.focus(id);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => picture.recolour());
  return { update: (_, before) => {
    const selection = selectionOf(app);
    if (before && sameScene(before, app)) return picture.select(selection);
    const spots = placed(app.scene, app.state.pins, app.graph);
    picture.show(app.scene, spots, selection);
    if (!before || before.scene.layout !== app.scene.layout || isOtherPlace(before.state, app.state)) picture.fit();
    return undefined;
  } };
}

function selectionOf({ state }) {
  return { nodes: state.nodes, links: state.relations, open: state.open };
}

const DRAWN = ["filter", "layout", "group", "open", "collapsed", "hidden", "only", "compare", "pins", "tab", "question"];

function sameScene({ state }, app) {
  return DRAWN.every((key) => state[key] === app.state[key]);
}

function isOtherPlace(before, after) {
  return ["group", "only", "question", "tab", "layout"].some((key) => before[key] !== after[key]);
}

/** Return entities that there is no room for, the most connected first. */
function leastOf({ scene, graph }) {
  const { members } = scene.nodes.find(({ id }) => id === REST);
  return [...members].sort((a, b) => graph.entityOf.get(b).degree - graph.entityOf.get(a).degree).slice(0, REST_LISTED);
}

/** Select what was touched; a group or a bundle of lines opens. */
function pickOf(app, { node = null, line = null, group = null, links = [], add = false }) {
  const { state } = app;
  if (group === REST) return app.pick({ nodes: leastOf(app) });
  if (group !== null) return app.change({ open: [...state.open, group] });
  if (node !== null) return app.pick({ nodes: [node], add });
  if (links.length === 1) return app.pick({ relations: links, add });
  if (links.length) return app.change({ open: [...state.open.filter((key) => key !== line), line], relations: links, nodes: [], row: -1, panel: "card" });
  return state.nodes.length || state.relations.length || state.row >= 0 ? app.act("deselect") : undefined;
}
