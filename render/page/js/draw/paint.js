// Painting a plan on a canvas whose units are the picture's.

import { LETTER } from "../layout/text.js";
import { number, outline } from "./shapes.js";

export const FACE = "system-ui, sans-serif";
const DASHES_MOST = 400; // lines that keep their dashes while the picture moves

/** Paint what lies below the nodes: islands, the axis of time, lines and arrowheads; while moving without heads. */
export function paintBelow(ctx, plan, colour, view, moving) {
  ctx.save();
  for (const island of plan.islands) paintIsland(ctx, island, colour);
  for (const tick of plan.ticks) paintTick(ctx, tick, plan, colour, view);
  ctx.lineCap = "butt";
  const dashed = !moving || plan.lines.length <= DASHES_MOST;
  for (const line of plan.lines) if (inView(line, view)) paintLine(ctx, line, colour, dashed, !moving);
  ctx.restore();
}

function paintIsland(ctx, { x, y, wide, high }, colour) {
  ctx.beginPath();
  ctx.ellipse(x, y, wide, high, 0, 0, 2 * Math.PI);
  ctx.globalAlpha = 0.07;
  ctx.fillStyle = colour("--accent");
  ctx.fill();
  ctx.globalAlpha = 0.3;
  ctx.lineWidth = 0.7;
  ctx.strokeStyle = colour("--accent");
  ctx.stroke();
  ctx.globalAlpha = 1;
}

function paintTick(ctx, { x, words }, { rung }, colour, view) {
  ctx.globalAlpha = 1;
  ctx.strokeStyle = colour("--rule");
  ctx.lineWidth = 1 / rung;
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.moveTo(x, view.top);
  ctx.lineTo(x, view.bottom);
  ctx.stroke();
  ctx.fillStyle = colour("--quiet");
  ctx.font = `${LETTER / rung}px ${FACE}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "bottom";
  ctx.fillText(words, x, view.bottom - 4 / rung);
}

function inView({ course: { from, to, loop } }, view) {
  const margin = loop !== undefined ? 120 : 0.4 * (Math.abs(to.x - from.x) + Math.abs(to.y - from.y));
  return Math.max(from.x, to.x) + margin > view.left && Math.min(from.x, to.x) - margin < view.right
    && Math.max(from.y, to.y) + margin > view.top && Math.min(from.y, to.y) - margin < view.bottom;
}

function paintLine(ctx, line, colour, dashed, headed) {
  const ink = colour(line.colour);
  ctx.globalAlpha = line.change === "gone" ? line.light * 0.35 : line.light;
  if (line.change === "came") halo(ctx, line, colour);
  ctx.strokeStyle = ink;
  ctx.lineWidth = line.width;
  ctx.setLineDash(dashed ? line.dash : []);
  ctx.beginPath();
  trace(ctx, line.shape);
  ctx.stroke();
  if (!headed) return;
  ctx.fillStyle = ink;
  for (const [tip, left, right] of line.heads) {
    ctx.beginPath();
    ctx.moveTo(tip.x, tip.y);
    ctx.lineTo(left.x, left.y);
    ctx.lineTo(right.x, right.y);
    ctx.fill();
  }
}

function halo(ctx, line, colour) {
  ctx.save();
  ctx.globalAlpha = line.light * 0.35;
  ctx.strokeStyle = colour("--accent");
  ctx.lineWidth = line.width * 3.5;
  ctx.setLineDash([]);
  ctx.beginPath();
  trace(ctx, line.shape);
  ctx.stroke();
  ctx.restore();
}

function trace(ctx, { from, control, first, second, to }) {
  ctx.moveTo(from.x, from.y);
  if (first) ctx.bezierCurveTo(first.x, first.y, second.x, second.y, to.x, to.y);
  else ctx.quadraticCurveTo(control.x, control.y, to.x, to.y);
}

/** Paint a node around a point. */
export function paintNode(ctx, node, x, y, colour, hover, rung) {
  ctx.save();
  ctx.translate(x, y);
  ctx.globalAlpha = node.light;
  const path = pathOf(node.shape, node.radius);
  if (node.members.length) ring(ctx, node, colour, 0.35);
  ctx.fillStyle = colour(node.colour);
  ctx.fill(path);
  const marked = node.chosen || hover;
  ctx.lineWidth = (marked ? 3 : node.answer ? 2.4 : 1) / Math.sqrt(rung);
  ctx.strokeStyle = colour(marked ? "--accent" : node.answer ? "--text" : "--edge");
  ctx.stroke(path);
  if (node.chosen) ring(ctx, node, colour, 1);
  ctx.restore();
}

const paths = new Map();

/** Return the outline of a shape as a path, made once for each size. */
function pathOf(shape, radius) {
  const key = `${shape} ${number(radius)}`;
  if (!paths.has(key)) {
    if (paths.size > 2000) paths.clear();
    paths.set(key, new Path2D(outline(shape, radius)));
  }
  return paths.get(key);
}

/** Paint a ring around a node: it is selected, or stands for several. */
function ring(ctx, node, colour, light) {
  ctx.save();
  ctx.globalAlpha = node.light * light;
  ctx.lineWidth = node.radius * 0.22;
  ctx.strokeStyle = colour(light === 1 ? "--accent" : node.colour);
  ctx.beginPath();
  ctx.arc(0, 0, node.radius * 1.45, 0, 2 * Math.PI);
  ctx.stroke();
  ctx.restore();
}
