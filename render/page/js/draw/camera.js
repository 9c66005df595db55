// The camera: fitting, zooming, panning, and where things are on the page.

import { extent } from "../layout/bodies.js";

const CLOSEST = 1.6; // a fit zooms in no further
const AROUND_WIDE = 60; // pixels for the names of the outermost nodes
const AROUND_HIGH = 28;

/** Give a picture its camera: fit, focus, zoom, pan, viewBox, toPage; it fits again when the window changes unless it was moved. */
export function addCamera(picture) {
  const { network, element } = picture;
  let fitted = null;

  /** Show all nodes, or some. */
  picture.fit = (ids) => {
    const { spots } = picture.ground;
    const points = ids ? ids.map((id) => spots.get(id)).filter(Boolean) : [...spots.values()];
    if (!points.length) return;
    const [left, right, top, bottom] = extent(points);
    const { clientWidth: wide, clientHeight: high } = element;
    const marginX = Math.min(AROUND_WIDE, wide * 0.12), marginY = Math.min(AROUND_HIGH, high * 0.12);
    const scale = Math.min(CLOSEST, (wide - 2 * marginX) / Math.max(right - left, 1), (high - 2 * marginY) / Math.max(bottom - top, 1));
    picture.look({ x: (left + right) / 2, y: (top + bottom) / 2 }, scale);
    fitted = ids ? null : viewOf();
  };
  picture.look = (position, scale) => network.moveTo({ position, scale, animation: false });
  /** Bring a node into view, moving the picture only when it has to. */
  picture.focus = (id) => {
    const node = picture.ground.spots.get(id);
    if (!node) return;
    const { x, y } = network.canvasToDOM(node);
    const inView = x > 30 && y > 30 && x < element.clientWidth - 30 && y < element.clientHeight - 30;
    if (!inView || network.getScale() < 0.5) picture.look({ x: node.x, y: node.y }, Math.max(network.getScale(), 0.8));
  };
  picture.zoom = (factor) => picture.look(network.getViewPosition(), Math.max(0.05, Math.min(12, network.getScale() * factor)));
  picture.pan = (x, y) => {
    const at = network.getViewPosition(), scale = network.getScale();
    picture.look({ x: at.x + x / scale, y: at.y + y / scale }, scale);
  };
  /** Return the part of the picture that is in view. */
  picture.viewBox = () => {
    const start = network.DOMtoCanvas({ x: 0, y: 0 }), end = network.DOMtoCanvas({ x: element.clientWidth, y: element.clientHeight });
    return { left: start.x, top: start.y, right: end.x, bottom: end.y };
  };
  picture.toPage = (point) => {
    const { x, y } = network.canvasToDOM(point), place = element.getBoundingClientRect();
    return { x: place.left + x, y: place.top + y };
  };
  function viewOf() {
    const { x, y } = network.getViewPosition();
    return { x, y, scale: network.getScale() };
  }
  network.on("resize", () => {
    if (!picture.ground) return;
    const now = viewOf();
    if (fitted && Math.abs(now.scale / fitted.scale - 1) < 0.01 && Math.abs(now.x - fitted.x) < 2 && Math.abs(now.y - fitted.y) < 2) picture.fit();
  });
}
