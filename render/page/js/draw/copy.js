// A part of a plan painted on a canvas of its own: as a file, or to be moved by a gesture.

import { paintBelow, paintNode } from "./paint.js";
import { paintAbove } from "./letters.js";

/** Return a canvas with a box of a plan, so many pixels to a unit; `ground` is its colour, if it is not to be clear. */
export function copyOf(plan, box, density, colour, { ground = "", moving = false }) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.round((box.right - box.left) * density);
  canvas.height = Math.round((box.bottom - box.top) * density);
  const ctx = canvas.getContext("2d");
  if (ground) {
    ctx.fillStyle = ground;
    ctx.fillRect(0, 0, canvas.width, canvas.height);
  }
  ctx.scale(density, density);
  ctx.translate(-box.left, -box.top);
  paintBelow(ctx, plan, colour, box, moving);
  for (const node of plan.nodes) paintNode(ctx, node, node.x, node.y, colour, false, plan.rung);
  paintAbove(ctx, plan, colour, moving);
  return canvas;
}
