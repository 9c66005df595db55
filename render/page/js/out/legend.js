// Samples of nodes and lines for a legend.

import { svg } from "../view/dom.js";
import { outline } from "../draw/shapes.js";

/** Return a small picture of a node in a colour. */
export function nodeSample(shape, colour) {
  return svg("svg", { width: 18, height: 18, viewBox: "-9 -9 18 18", "aria-hidden": "true" }, svg("path", { d: outline(shape, 7), fill: colour }));
}

/** Return a small picture of a line. */
export function lineSample({ dash, width, colour: name }, colour) {
  const stroke = { stroke: colour(name), "stroke-width": Math.min(3, Math.max(1.5, width)), "stroke-dasharray": dash.map((part) => Math.round(part * 10) / 10).join(" ") || "none" };
  return svg("svg", { width: 34, height: 18, viewBox: "0 0 34 18", "aria-hidden": "true" }, svg("path", { d: "M1 9h32", fill: "none", ...stroke }));
}
