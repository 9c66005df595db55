// The camera: fitting, zooming, panning, and where things are on the page.

import { extent } from "../layout/bodies.js";
import { pointAlong } from "../layout/curves.js";

const CLOSEST = 1.6; // a fit zooms in no further
const AROUND_WIDE = 50; // pixels around the outermost nodes, at least
const AROUND_HIGH = 24;
const NAMED_MOST = 120; // nodes: the names of more of them stay within the picture by themselves
const FIT_ROUNDS = 4; // of making room for the names that a zoom has

/** Return margins, in pixels, that hold the names of a plan too. */
function withNames(margins, { names, rung }, [left, right, top, bottom]) {
  const over = { ...margins };
  for (const { box } of names) {
    over.left = Math.max(over.left, Math.ceil((left - box.left) * rung) + 6);
    over.right = Math.max(over.right, Math.ceil((box.right - right) * rung) + 6);
    over.top = Math.max(over.top, Math.ceil((top - box.top) * rung) + 4);
    over.bottom = Math.max(over.bottom, Math.ceil((box.bottom - bottom) * rung) + 4);
  }
  return over;
}

function spotsOfNodes({ spots }, ids) {
  return ids ? ids.map((id) => spots.get(id)).filter(Boolean) : [...spots.values()];
}

const BENDS_AT = [0.25, 0.5, 0.75]; // of a line's way: where it may lie farther out than its ends

/** Return points of the lines between some spots, which a fit shows too. */
function bendsOf({ courses }, spots) {
  const shown = [...courses.values()].filter(({ from, to }) => spots.has(from) && spots.has(to));
  return shown.flatMap((course) => BENDS_AT.map((part) => pointAlong(course, part)));
}

/** Give a picture its camera: fit, focus, zoom, pan, viewBox, toPage; it fits again when the window changes unless it was moved. */
export function addCamera(picture) {
  const { network } = picture;
  let fitted = false; // until someone moves the picture
  picture.fit = (ids) => {
    if (fit(picture, ids)) fitted = !ids;
  };
  picture.look = (position, scale) => {
    fitted = false;
    look(network, position, scale);
  };
  picture.focus = (id) => focus(picture, id);
  picture.zoom = (factor) => picture.look(network.getViewPosition(), Math.max(0.05, Math.min(12, network.getScale() * factor)));
  picture.pan = (x, y) => {
    const at = network.getViewPosition(), scale = network.getScale();
    picture.look({ x: at.x + x / scale, y: at.y + y / scale }, scale);
  };
  picture.viewBox = () => viewBox(picture);
  picture.toPage = (point) => toPage(picture, point);
  for (const event of ["zoom", "dragStart"]) network.on(event, () => { fitted = false; });
  network.on("resize", () => {
    // vis scales the picture itself after this event
    if (fitted && picture.ground) requestAnimationFrame(() => picture.fit());
  });
}

/** Show all nodes, or some, with their names and the lines between them; return whether there are any. */
function fit(picture, ids) {
  const nodes = spotsOfNodes(picture.ground, ids);
  if (!nodes.length) return false;
  const points = extent([...nodes, ...bendsOf(picture.ground, new Set(nodes))]);
  let margins = { left: AROUND_WIDE, right: AROUND_WIDE, top: AROUND_HIGH, bottom: AROUND_HIGH };
  for (let round = 0; round < FIT_ROUNDS; round += 1) {
    lookAt(picture, points, margins);
    const wider = ids || nodes.length > NAMED_MOST ? margins : withNames(margins, picture.plan, points);
    if (Object.keys(margins).every((side) => wider[side] === margins[side])) break;
    margins = wider;
  }
  return true;
}

/** Show a box of the picture within margins, which a small window has smaller. */
function lookAt({ network, element: { clientWidth: wide, clientHeight: high } }, [left, right, top, bottom], margins) {
  const part = (size, before, after) => Math.min(1, (size * 0.5) / (before + after));
  const across = part(wide, margins.left, margins.right), down = part(high, margins.top, margins.bottom);
  const scaleX = (wide - across * (margins.left + margins.right)) / Math.max(right - left, 1);
  const scaleY = (high - down * (margins.top + margins.bottom)) / Math.max(bottom - top, 1);
  const scale = Math.min(CLOSEST, scaleX, scaleY);
  const x = (left + right) / 2 + (across * (margins.right - margins.left)) / 2 / scale;
  const y = (top + bottom) / 2 + (down * (margins.bottom - margins.top)) / 2 / scale;
  look(network, { x, y }, scale);
}

function look(network, position, scale) {
  network.moveTo({ position, scale, animation: false });
}

/** Bring an entity, or the group that it is drawn in, into view, moving the picture only when it has to. */
function focus(picture, id) {
  const { network, element, ground: { spots, groupOf } } = picture;
  const node = spots.get(id) || spots.get(groupOf.get(id));
  if (!node) return;
  const { x, y } = network.canvasToDOM(node);
  const inView = x > 30 && y > 30 && x < element.clientWidth - 30 && y < element.clientHeight - 30;
  if (!inView || network.getScale() < 0.5) picture.look({ x: node.x, y: node.y }, Math.max(network.getScale(), 0.8));
}

/** Return the part of the picture that is in view. */
function viewBox({ network, element }) {
  const start = network.DOMtoCanvas({ x: 0, y: 0 }), end = network.DOMtoCanvas({ x: element.clientWidth, y: element.clientHeight });
  return { left: start.x, top: start.y, right: end.x, bottom: end.y };
}

/** Return where on the page a point of the picture is. */
function toPage({ network, element }, point) {
  const { x, y } = network.canvasToDOM(point), place = element.getBoundingClientRect();
  return { x: place.left + x, y: place.top + y };
}
