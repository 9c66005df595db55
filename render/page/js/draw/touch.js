// What mouse and finger do: picking, dragging, hovering; while the picture moves, words and arrowheads rest.

import { groundOf } from "./plan.js";
import { hitAt } from "./hits.js";

const NEAR = 5; // pixels around a node or line that still hit it
const FINGER = 14;

/** Let a picture be touched; it counts as moving until so many milliseconds after a turn of the wheel. */
export function addTouch(picture, settled) {
  const { network } = picture;
  const move = mover(picture);
  network.on("click", (hit) => pick(picture, hit));
  network.on("zoom", () => move("view", settled));
  network.on("dragStart", ({ nodes }) => move(nodes.length ? "node" : "view", 0));
  network.on("dragging", ({ nodes }) => follow(picture, nodes));
  network.on("dragEnd", ({ nodes }) => {
    follow(picture, nodes);
    move(picture.moving, 1);
    drop(picture, nodes);
  });
  addHover(picture);
}

/** Return a function that lets what moves, the view or a node, move: for some milliseconds, or (0) until it is called again. */
function mover(picture) {
  let timer = 0;
  const rest = () => {
    picture.moving = "";
    picture.dropStill();
    picture.network.redraw();
  };
  return (what, until) => {
    picture.moving = what;
    clearTimeout(timer);
    if (until) timer = setTimeout(rest, until);
  };
}

/** Pick what was clicked. A finger has no Shift: it adds by resting, of which vis tells as a click too. */
function pick(picture, { pointer, event }) {
  const source = event.srcEvent || event;
  const isFinger = source.pointerType === "touch" || source.type?.startsWith("touch");
  const rested = isFinger && event.type === "press";
  picture.handlers.pick({ ...hitOf(picture, pointer.DOM, isFinger ? FINGER : NEAR), add: rested || source.shiftKey || source.ctrlKey || source.metaKey });
}

/** Leave dragged nodes where they are. */
function drop({ network, handlers }, nodes) {
  for (const id of nodes) {
    const { x, y } = network.getPosition(id);
    handlers.moved(id.slice(2), x, y);
  }
  network.unselectAll();
}

/** Return what lies at a point as a handler takes it. */
function hitOf(picture, pixel, reach) {
  const { node, line } = hitAt(picture.plan, picture.network.DOMtoCanvas(pixel), picture.network.getScale(), reach);
  if (node) return node.id.startsWith("g:") && node.members.length ? { group: node.id } : { node: node.id };
  return line ? { line: line.id, links: line.links } : {};
}

/** Let the lines follow the nodes that are dragged. */
function follow(picture, ids) {
  if (!ids.length) return;
  const { scene, spots } = picture.ground;
  for (const [id, spot] of Object.entries(picture.network.getPositions(ids))) spots.set(id.slice(2), spot);
  picture.ground = groundOf(scene, spots, picture.selection.open);
  picture.refresh();
}

/** Show the full text of what the mouse rests on. */
function addHover(picture) {
  const { element, network } = picture;
  const tip = document.createElement("div");
  tip.id = "tip";
  tip.hidden = true;
  element.parentElement.append(tip);
  let waiting = null;
  element.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch" || event.buttons) return;
    const place = element.getBoundingClientRect();
    const pixel = { x: event.clientX - place.left, y: event.clientY - place.top };
    if (!waiting) requestAnimationFrame(() => { hoverOver(picture, tip, waiting); waiting = null; });
    waiting = pixel;
  });
  element.addEventListener("pointerleave", () => { tip.hidden = true; element.classList.remove("over"); });
  network.on("dragStart", () => { tip.hidden = true; });
  network.on("zoom", () => { tip.hidden = true; });
}

function hoverOver(picture, tip, pixel) {
  if (!picture.ground || picture.moving) return;
  const { node, line } = hitAt(picture.plan, picture.network.DOMtoCanvas(pixel), picture.network.getScale(), NEAR);
  picture.element.classList.toggle("over", Boolean(node || line));
  tip.hidden = !node && !line;
  if (node) tip.textContent = `${node.name}\n${node.type}${node.hidden ? ` · ${node.hidden} more neighbours not in the page` : ""}`;
  if (line) tip.textContent = `${picture.plan.nodeOf.get(line.from).name} ${line.words} ${picture.plan.nodeOf.get(line.to).name}`;
  const left = Math.min(pixel.x + 14, picture.element.clientWidth - tip.offsetWidth - 4);
  tip.style.setProperty("left", `${Math.max(4, left)}px`);
  tip.style.setProperty("top", `${Math.min(pixel.y + 16, picture.element.clientHeight - tip.offsetHeight - 4)}px`);
  if (picture.hover !== (node?.id ?? null)) {
    picture.hover = node?.id ?? null;
    picture.network.redraw();
  }
}
