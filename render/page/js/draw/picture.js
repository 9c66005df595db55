// The picture on the page, and the only module that touches vis-network: it has the nodes, the camera and the gestures.
// Lines and names are painted here on its canvas: its own lines take three times as long and its names only one place.

/* global vis */
import { groundOf, planOf } from "./plan.js";
import { paintBelow, paintNode } from "./paint.js";
import { pointAlong } from "../layout/curves.js";
import { addCamera } from "./camera.js";
import { addTouch } from "./touch.js";
import { paintAbove } from "./letters.js";
import { pageColours } from "./colours.js";
import { STRETCH, addStill } from "./still.js";

const OPTIONS = {
  layout: { improvedLayout: false },
  physics: false,
  interaction: { hover: false, selectable: false, keyboard: false, tooltipDelay: 3_600_000 },
};
const SETTLED = 180; // milliseconds after the last turn of the wheel

/** Start the picture in an element; handlers: pick(hit), moved(id, x, y), ready(). */
export function startPicture(element, handlers) {
  const nodes = new vis.DataSet();
  const network = new vis.Network(element, { nodes, edges: new vis.DataSet() }, OPTIONS);
  const picture = { element, network, handlers, ground: null, selection: {}, colour: pageColours(), moving: "", hover: null };
  addPlan(picture);
  addScenes(picture, nodes);
  addPlaces(picture);
  addPainting(picture);
  addStill(picture);
  addCamera(picture);
  addTouch(picture, SETTLED);
  window.linkchart = { network, picture }; // a handle for the console and for tests
  return picture;
}

/** Add to a picture its `plan` of what to draw, made again when it is needed after a change; refresh() discards it. */
function addPlan(picture) {
  const { network } = picture;
  let plan = null;
  Object.defineProperty(picture, "plan", { get: () => {
    const rung = picture.ground && zoomOfPlan(picture.moving, plan, network.getScale());
    if (picture.ground && (!plan || plan.rung !== rung)) plan = planOf(picture.ground, picture.selection, rung);
    return plan;
  } });
  picture.refresh = () => {
    plan = null;
    picture.dropStill();
    network.body.emitter.emit("_requestRedraw");
  };
}

/** Let a picture show a scene, another selection, and the colours of the page after they changed. */
function addScenes(picture, nodes) {
  const { network } = picture;
  picture.show = (scene, spots, selection) => {
    picture.selection = selection;
    picture.ground = groundOf(scene, new Map(spots), selection.open);
    putNodes(picture, nodes);
    network.body.emitter.emit("_resizeNodes"); // vis draws only nodes whose boxes it knows to be in view
    picture.refresh();
  };
  picture.select = (selection) => {
    const opened = String(selection.open) !== String(picture.selection.open);
    picture.selection = selection;
    if (opened) picture.ground = groundOf(picture.ground.scene, picture.ground.spots, selection.open);
    picture.refresh();
  };
  picture.recolour = () => {
    picture.colour = pageColours();
    picture.dropStill();
    network.redraw();
  };
}

/** Let a picture tell where things are: nodes as they were placed, texts, points of lines and nodes in page pixels. */
function addPlaces(picture) {
  picture.positions = () => picture.ground.spots;
  picture.names = () => ({ shown: picture.plan.names.length, nodes: picture.plan.nodes.length, boxes: textBoxes(picture) });
  picture.point = (id, part = 0.5) => picture.toPage(pointAlong(picture.plan.lines.find((line) => line.id === id).course, part));
  picture.where = (id) => picture.toPage(picture.plan.nodeOf.get(id));
}

/** Paint below and above the nodes of vis; while the view moves a copy of all in their place. */
function addPainting(picture) {
  const { network, handlers } = picture;
  let { ready } = handlers;
  network.on("beforeDrawing", (ctx) => {
    if (!picture.ground) return;
    if (picture.moving === "view") picture.paintStill(ctx);
    else paintBelow(ctx, picture.plan, picture.colour, picture.viewBox(), picture.moving === "node");
  });
  network.on("afterDrawing", (ctx) => {
    if (!picture.ground) return;
    if (picture.moving !== "view") paintAbove(ctx, picture.plan, picture.colour, picture.moving === "node");
    ready?.();
    ready = null;
  });
}

/** Return the zoom to plan for: the very one, but in motion that of a plan which is nearly right. */
function zoomOfPlan(moving, plan, scale) {
  return moving && plan && plan.rung < scale * STRETCH && scale < plan.rung * STRETCH ? plan.rung : scale;
}

/** Give vis the nodes of a ground; each is painted by our own hand. */
function putNodes(picture, nodes) {
  const { scene, spots, radius } = picture.ground;
  const wanted = new Set(scene.nodes.map(({ id }) => `n:${id}`));
  nodes.remove(nodes.getIds().filter((id) => !wanted.has(id)));
  const fresh = [], known = [];
  for (const { id } of scene.nodes) {
    const { x, y } = spots.get(id);
    const node = { id: `n:${id}`, x, y, size: radius.get(id) };
    const before = nodes.get(node.id);
    if (!before) fresh.push({ ...node, shape: "custom", ctxRenderer: ({ ctx, x: atX, y: atY }) => rendered(picture, id, ctx, atX, atY) });
    else if (before.x !== x || before.y !== y) known.push(node);
  }
  if (fresh.length) nodes.add(fresh);
  if (known.length) nodes.update(known);
}

function rendered(picture, id, ctx, x, y) {
  if (picture.moving === "view") return {}; // the copy that is moved has it
  const { plan } = picture;
  const node = plan.nodeOf.get(id);
  if (!node) return {};
  const size = 2 * node.radius;
  return {
    drawNode: () => paintNode(ctx, node, x, y, picture.colour, picture.hover === id, plan.rung),
    nodeDimensions: { width: size, height: size },
  };
}

function textBoxes(picture) {
  const { names, words, badges } = picture.plan;
  return [["name", names], ["word", words], ["badge", badges]].flatMap(([kind, writings]) => writings.map(({ id, box, lines }) => {
    const start = picture.toPage({ x: box.left, y: box.top }), end = picture.toPage({ x: box.right, y: box.bottom });
    return { kind, id, text: lines.join(" "), left: start.x, top: start.y, right: end.x, bottom: end.y };
  }));
}
