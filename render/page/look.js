"use strict";
// How a node or a line looks, in the colours of the page's scheme.

const FACE = "system-ui, sans-serif";

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** Return vis-network's options for a node; `aside` when it stands beside the answer. */
function nodeLook(node, aside, fontSize, swell) {
  const { linkchart: ours, shape, id } = node;
  const background = colour(ours.colour);
  const chosen = { background, border: colour("--accent") };
  const boxed = shape === "box";
  return {
    id,
    size: node.size * swell,
    color: { background, border: colour(ours.answer ? "--text" : "--edge"), highlight: chosen, hover: chosen },
    borderWidth: ours.answer ? 3 : 1,
    borderWidthSelected: 3,
    opacity: aside ? 0.6 : 1,
    font: {
      color: colour(boxed ? "--page" : aside ? "--quiet" : "--text"),
      face: FACE,
      size: fontSize,
      strokeWidth: boxed ? 0 : 3,
      strokeColor: colour("--page"),
    },
  };
}

/** Return vis-network's options for a line; its colour tells its sign and never changes, chosen or not. */
function edgeLook(edge, aside, named, fontSize) {
  const { linkchart: ours, id } = edge;
  const line = colour(ours.colour);
  return {
    id,
    color: { color: line, highlight: line, hover: line, inherit: false, opacity: aside ? 0.35 : 0.9 },
    width: (ours.answer ? 2.5 : 1) + 1.5 * Math.min(1, ours.weight),
    dashes: ours.dash.length ? ours.dash : false,
    label: named ? ours.words : undefined,
    font: { color: colour("--quiet"), face: FACE, size: fontSize, strokeWidth: 4, strokeColor: colour("--page"), align: "horizontal" },
  };
}

/** Raise a chosen line above the others without touching its colour. */
function lift(values) {
  values.width += 2.5;
  values.opacity = 1;
}
