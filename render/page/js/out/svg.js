// A plan as an SVG of its own: text is escaped, colours are the light page's.

import { LEADING, LETTER } from "../layout/text.js";
import { number, outline } from "../draw/shapes.js";
import { FACE } from "../draw/paint.js";

/** Return a plan as SVG that shows a box of it; `colour` gives the colour of a CSS variable. */
export function svgOf(plan, box, colour) {
  const wide = box.right - box.left, high = box.bottom - box.top;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${[box.left, box.top, wide, high].map(number).join(" ")}" width="${number(wide * plan.rung)}" height="${number(high * plan.rung)}" font-family="${FACE}" font-size="${number(plan.letter / plan.rung)}">`,
    `<rect x="${number(box.left)}" y="${number(box.top)}" width="${number(wide)}" height="${number(high)}" fill="${colour("--page")}"/>`,
    ...plan.islands.map((island) => islandSvg(island, colour)),
    ...plan.ticks.map((tick) => tickSvg(tick, plan, box, colour)),
    ...plan.lines.map((line) => lineSvg(line, colour)),
    ...plan.nodes.map((node) => nodeSvg(node, plan, colour)),
    ...plan.names.map((name) => textSvg(name, plan, colour("--text"), colour("--page"))),
    ...plan.words.map((words) => groundSvg(words, colour("--page")) + textSvg(words, plan, colour("--quiet"), colour("--page"))),
    ...plan.badges.map((badge) => badgeSvg(badge, plan.rung, colour)),
    "</svg>",
  ].join("\n");
}

/** Return a text as it stands in XML; what XML cannot have is left out. */
export function escaped(text) {
  const allowed = String(text).replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");
  return allowed.replace(/[&<>"']/g, (char) => `&#${char.codePointAt(0)};`);
}

function islandSvg({ x, y, wide, high }, colour) {
  return `<ellipse cx="${number(x)}" cy="${number(y)}" rx="${number(wide)}" ry="${number(high)}" fill="${colour("--accent")}" fill-opacity="0.07" stroke="${colour("--accent")}" stroke-opacity="0.3" stroke-width="0.7"/>`;
}

function tickSvg({ x, words }, { rung }, box, colour) {
  return `<path d="M${number(x)} ${number(box.top)}V${number(box.bottom)}" stroke="${colour("--rule")}" stroke-width="${number(1 / rung)}"/>`
    + `<text x="${number(x)}" y="${number(box.bottom - 4 / rung)}" text-anchor="middle" fill="${colour("--quiet")}">${escaped(words)}</text>`;
}

function point({ x, y }) {
  return `${number(x)} ${number(y)}`;
}

function lineSvg({ shape, width, dash, heads, light, colour: name, words, change }, colour) {
  const { from, control, first, second, to } = shape;
  const way = first ? `C${point(first)} ${point(second)} ${point(to)}` : `Q${point(control)} ${point(to)}`;
  const dashes = dash.length ? ` stroke-dasharray="${dash.map(number).join(" ")}"` : "";
  const arrows = heads.map((corners) => `<path d="M${corners.map(point).join("L")}Z" fill="${colour(name)}"/>`).join("");
  const opacity = number(change === "gone" ? light * 0.35 : light);
  return `<g opacity="${opacity}"><title>${escaped(words)}</title><path d="M${point(from)}${way}" fill="none" stroke="${colour(name)}" stroke-width="${number(width)}"${dashes}/>${arrows}</g>`;
}

function nodeSvg(node, { rung }, colour) {
  const ring = node.members.length ? `<circle r="${number(node.radius * 1.45)}" fill="none" stroke="${colour(node.colour)}" stroke-opacity="0.35" stroke-width="${number(node.radius * 0.22)}"/>` : "";
  const rim = number((node.answer ? 2.4 : 1) / Math.sqrt(rung));
  return `<g transform="translate(${point(node)})" opacity="${node.light}"><title>${escaped(node.name)}</title>${ring}`
    + `<path d="${outline(node.shape, node.radius)}" fill="${colour(node.colour)}" stroke="${colour(node.answer ? "--text" : "--edge")}" stroke-width="${rim}"/></g>`;
}

function textSvg({ box, lines, align }, { rung, letter }, ink, page) {
  const anchor = align > 0 ? "start" : align < 0 ? "end" : "middle";
  const x = align > 0 ? box.left : align < 0 ? box.right : (box.left + box.right) / 2;
  const step = (LEADING * letter) / rung;
  const rows = lines.map((line, index) => `<tspan x="${number(x)}" y="${number(box.top + step * (index + 0.5))}">${escaped(line)}</tspan>`).join("");
  return `<text text-anchor="${anchor}" dominant-baseline="central" fill="${ink}" stroke="${page}" stroke-width="${number(3 / rung)}" stroke-linejoin="round" paint-order="stroke">${rows}</text>`;
}

function groundSvg({ box }, page) {
  return `<rect x="${number(box.left)}" y="${number(box.top)}" width="${number(box.right - box.left)}" height="${number(box.bottom - box.top)}" fill="${page}" fill-opacity="0.85"/>`;
}

function badgeSvg({ box, lines }, rung, colour) {
  const wide = box.right - box.left, high = box.bottom - box.top;
  return `<rect x="${number(box.left)}" y="${number(box.top)}" width="${number(wide)}" height="${number(high)}" rx="${number(high / 2)}" fill="${colour("--panel")}" stroke="${colour("--quiet")}" stroke-width="${number(1 / rung)}"/>`
    + `<text x="${number((box.left + box.right) / 2)}" y="${number((box.top + box.bottom) / 2)}" text-anchor="middle" dominant-baseline="central" font-size="${number(LETTER / rung)}" fill="${colour("--text")}">${escaped(lines[0])}</text>`;
}
