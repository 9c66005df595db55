// Painting what a plan writes: names, the words of lines, and badges.

import { LEADING, LETTER } from "../layout/text.js";
import { FACE } from "./paint.js";

/** Paint what lies above the nodes: names, words and badges; while moving no words. */
export function paintAbove(ctx, plan, colour, moving) {
  ctx.save();
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.font = `${plan.letter / plan.rung}px ${FACE}`;
  const light = new Map(plan.nodes.map((node) => [node.id, node.light]));
  for (const name of plan.names) paintWriting(ctx, name, plan, colour(light.get(name.id) < 0.6 ? "--quiet" : "--text"), colour("--page"), light.get(name.id) < 0.3 ? 0.6 : 1, !moving);
  if (!moving) {
    for (const words of plan.words) {
      paintGround(ctx, words, colour("--page"));
      paintWriting(ctx, words, plan, colour("--quiet"), colour("--page"), 1, true);
    }
    ctx.font = `${LETTER / plan.rung}px ${FACE}`;
    for (const badge of plan.badges) paintBadge(ctx, badge, plan.rung, colour, light.get(badge.id) < 0.3 ? 0.5 : 1);
  }
  ctx.restore();
}

/** Paint a text; its halo takes most of the time, and can wait while the picture moves. */
function paintWriting(ctx, { box, lines, align }, { rung, letter }, ink, page, light, haloed) {
  const wide = box.right - box.left, step = (LEADING * letter) / rung;
  ctx.globalAlpha = light;
  ctx.textAlign = align > 0 ? "left" : align < 0 ? "right" : "center";
  const x = align > 0 ? box.left : align < 0 ? box.right : (box.left + box.right) / 2;
  ctx.strokeStyle = page;
  ctx.lineWidth = 3 / rung;
  ctx.fillStyle = ink;
  lines.forEach((line, index) => {
    const y = box.top + step * (index + 0.5);
    if (haloed) ctx.strokeText(line, x, y, wide);
    ctx.fillText(line, x, y, wide);
  });
}

/** Paint over the line that words stand on. */
function paintGround(ctx, { box }, page) {
  ctx.globalAlpha = 0.85;
  ctx.fillStyle = page;
  ctx.fillRect(box.left, box.top, box.right - box.left, box.bottom - box.top);
}

function paintBadge(ctx, { box, lines }, rung, colour, light) {
  const wide = box.right - box.left, high = box.bottom - box.top;
  ctx.globalAlpha = light;
  ctx.fillStyle = colour("--panel");
  ctx.strokeStyle = colour("--quiet");
  ctx.lineWidth = 1 / rung;
  ctx.beginPath();
  ctx.roundRect(box.left, box.top, wide, high, high / 2);
  ctx.fill();
  ctx.stroke();
  ctx.fillStyle = colour("--text");
  ctx.textAlign = "center";
  ctx.fillText(lines[0], (box.left + box.right) / 2, (box.top + box.bottom) / 2 + 0.5 / rung, wide);
}
