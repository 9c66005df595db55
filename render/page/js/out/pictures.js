// The picture as a file: PNG at twice the size on the screen, or SVG; light, whatever the page's scheme.

import { paintBelow, paintNode } from "../draw/paint.js";
import { download } from "./download.js";
import { lightColours } from "../draw/colours.js";
import { paintAbove } from "../draw/letters.js";
import { svgOf } from "./svg.js";

const DENSITY = 2;

/** Let the page save what of the picture is in view. */
export function addPictures(app) {
  app.savePicture = async (kind) => {
    const { plan } = app.picture;
    const box = app.picture.viewBox();
    if (kind === "svg") download("linkchart.svg", svgOf(plan, box, lightColours()), "image/svg+xml");
    else download("linkchart.png", await pngOf(plan, box, app.picture.network.getScale()), "image/png");
    app.say(`The picture was saved as ${kind.toUpperCase()}.`);
  };
}

/** Return a box of a plan as a PNG, in a promise. */
export function pngOf(plan, box, scale) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.round((box.right - box.left) * scale * DENSITY);
  canvas.height = Math.round((box.bottom - box.top) * scale * DENSITY);
  const ctx = canvas.getContext("2d"), colour = lightColours();
  ctx.fillStyle = colour("--page");
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.scale(scale * DENSITY, scale * DENSITY);
  ctx.translate(-box.left, -box.top);
  paintBelow(ctx, plan, colour, box, false);
  for (const node of plan.nodes) paintNode(ctx, node, node.x, node.y, colour, false, plan.rung);
  paintAbove(ctx, plan, colour, false);
  return new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });
}
