// What a pan or zoom moves: a copy of the picture, so that a frame costs one image in place of thousands of strokes.

import { copyOf } from "./copy.js";

const BEYOND = 0.25; // of the view, on every side, for a pan to bring in
const PIXELS_MOST = 8_000_000; // of a copy
const PAUSE = 100; // milliseconds between two copies, at least
const SHARE = 3; // and this many times what the last one took

/** How much larger or smaller a plan or a copy may be drawn than it was made for, in motion. */
export const STRETCH = 2;

/** Let a picture paint a copy of itself while it is panned or zoomed: paintStill(ctx), dropStill(). */
export function addStill(picture) {
  const { network } = picture;
  let still = null;
  picture.dropStill = () => { still = null; };
  picture.paintStill = (ctx) => {
    const view = picture.viewBox(), scale = network.getScale();
    if (!still || (performance.now() > still.until && !serves(still, view, scale))) still = stillOf(picture, view, scale);
    const { canvas, box } = still;
    ctx.drawImage(canvas, box.left, box.top, box.right - box.left, box.bottom - box.top);
  };
}

function stillOf(picture, view, scale) {
  const start = performance.now();
  const wide = view.right - view.left, high = view.bottom - view.top;
  const box = { left: view.left - BEYOND * wide, right: view.right + BEYOND * wide, top: view.top - BEYOND * high, bottom: view.bottom + BEYOND * high };
  const area = wide * high * (1 + 2 * BEYOND) ** 2;
  const density = Math.min(scale * (window.devicePixelRatio || 1), Math.sqrt(PIXELS_MOST / area));
  const canvas = copyOf(picture.plan, box, density, picture.colour, { moving: true });
  const end = performance.now();
  return { canvas, box, scale, until: end + Math.max(PAUSE, SHARE * (end - start)) };
}

/** Whether a copy covers a view and is about as large as it is drawn. */
function serves({ box, scale: own }, { left, right, top, bottom }, scale) {
  const covers = box.left <= left && box.right >= right && box.top <= top && box.bottom >= bottom;
  return covers && scale < own * STRETCH && own < scale * STRETCH;
}
