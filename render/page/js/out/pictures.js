// The picture as a file: PNG at twice the size on the screen, or SVG; light, whatever the page's scheme.

import { copyOf } from "../draw/copy.js";
import { download } from "./download.js";
import { lightColours } from "../draw/colours.js";
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
  const colour = lightColours();
  const canvas = copyOf(plan, box, scale * DENSITY, colour, { ground: colour("--page") });
  return new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });
}
