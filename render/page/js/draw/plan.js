// All that a picture draws, as plain numbers: what the canvas, the SVG and the print paint alike.

import { arrowhead, coursesOf, shapeOf } from "../layout/curves.js";
import { lineLook, linesOf } from "./lines.js";
import { letterOf, radiusAt, writings } from "../layout/names.js";
import { homesOf } from "../layout/homes.js";
import { islandShores } from "../layout/islands.js";
import { nodeRadius } from "../layout/bodies.js";
import { timeTicks } from "../layout/time.js";

const WORDS_MOST = 40; // lines that say their relation unasked
const WORDS_ASKED = 80;
const RING = 1.56; // the outer edge of the ring around a chosen node or a group, in its radii
const GROUP_MOST = 18; // the radius of a group, which has a ring besides

/** Return what does not change with the zoom or the selection: nodes with radii, courses of lines, islands, ticks. */
export function groundOf(scene, spots, open) {
  const lines = linesOf(scene, open);
  const count = Math.max(scene.nodes.length, 1);
  const radius = new Map(scene.nodes.map((node) => [node.id, Math.min(nodeRadius(node.degree, count, node.answer), node.members.length ? GROUP_MOST : Infinity)]));
  const links = lines.map(({ from, to }) => ({ from, to }));
  return {
    scene, spots, lines, radius,
    courses: coursesOf(lines, spots),
    home: scene.layout === "islands" ? homesOf(scene.nodes, links) : null,
    islands: scene.layout === "islands" ? islandShores(scene.nodes, links, spots) : [],
    ticks: scene.layout === "time" ? timeTicks(scene.nodes) : [],
    answered: scene.nodes.some(({ answer }) => answer),
    nodeOf: new Map(scene.nodes.map((node) => [node.id, node])),
    groupOf: new Map(scene.nodes.flatMap(({ id, members }) => members.map((member) => [member, id]))),
  };
}

/** Find the nodes and lines to highlight: the selection and its neighbours; null without a selection. */
export function brightOf({ lines, nodeOf, groupOf }, { nodes = [], links = [] }) {
  const chosen = new Set(nodes.map((id) => (nodeOf.has(id) ? id : groupOf.get(id))).filter((id) => id !== undefined));
  const wanted = new Set(links);
  if (!chosen.size && !wanted.size) return null;
  const bright = new Set(chosen), lineIds = new Set();
  for (const line of lines) {
    const asked = wanted.size ? line.links.some((id) => wanted.has(id)) : chosen.has(line.from) || chosen.has(line.to);
    if (!asked) continue;
    lineIds.add(line.id);
    bright.add(line.from).add(line.to);
  }
  return { chosen, nodes: bright, lines: lineIds, asked: wanted.size > 0 };
}

/** Return the plan of a ground at a rung of the zoom: nodes, lines and writings, in world units. */
export function planOf(ground, selection, rung) {
  const bright = brightOf(ground, selection);
  const { scene, spots, lines, radius, answered } = ground;
  const shown = (id) => radiusAt(radius.get(id), rung) / rung;
  const nodes = scene.nodes.map((node) => ({
    ...node, ...spots.get(node.id), radius: shown(node.id),
    chosen: bright ? bright.chosen.has(node.id) : false, light: lightOf(bright && !bright.nodes.has(node.id), answered && !node.answer && !bright),
  }));
  const drawn = lines.map((line) => lineAt(line, ground, bright, shown, rung));
  const order = [...drawn].sort((a, b) => a.light - b.light || Number(a.chosen) - Number(b.chosen) || Number(a.answer) - Number(b.answer));
  const ringed = new Set(nodes.filter(({ chosen, members }) => chosen || members.length).map(({ id }) => id));
  const written = writings(scene.nodes, spots, rung, {
    first: bright ? bright.nodes : new Set(), radius: (id) => shown(id) * rung * (ringed.has(id) ? RING : 1), words: saidLines(ground, bright, drawn), courses: [...ground.courses.values()],
  });
  return { nodes, nodeOf: new Map(nodes.map((node) => [node.id, node])), lines: order, islands: ground.islands, ticks: ground.ticks, rung, letter: letterOf(nodes.length), ...unscaled(written, rung), bright };
}

function lightOf(dimmed, aside) {
  return dimmed ? 0.18 : aside ? 0.5 : 1;
}

function lineAt(line, ground, bright, shown, rung) {
  const { courses, answered, lines } = ground;
  const chosen = Boolean(bright && bright.lines.has(line.id) && bright.asked);
  const look = lineLook(line, chosen);
  const course = courses.get(line.id);
  const shape = shapeOf(course, shown(line.from), shown(line.to));
  const scale = (Math.sqrt(rung) / rung) * (lines.length > 250 ? 0.75 : 1);
  const head = (6 + look.width * 1.6) * scale;
  return {
    ...line, ...look, chosen, course, shape, width: look.width * scale, dash: look.dash.map((part) => part * scale),
    heads: [...(line.arrows === "to" || line.arrows === "both" ? [arrowhead(shape, head)] : []), ...(line.arrows === "from" || line.arrows === "both" ? [arrowhead(reversed(shape), head)] : [])],
    light: bright ? (bright.lines.has(line.id) ? 1 : 0.1) : answered && !line.answer ? 0.35 : lineLight(lines.length, isBeside(line, ground)),
  };
}

/** Whether a line is beside what a layout shows: it joins islands, is none of the chain of command, or touches no dated event. */
function isBeside({ from, to, sign, arrows }, { home, scene, nodeOf }) {
  if (scene.layout === "chain") return sign <= 0 || !arrows;
  if (scene.layout === "time") return !nodeOf.get(from).date && !nodeOf.get(to).date;
  return home !== null && home.get(from) !== home.get(to);
}

/** Return how strong lines are drawn: the weaker, the more there are, and weaker still beside what a layout shows. */
function lineLight(count, between) {
  const light = count <= 60 ? 0.9 : count <= 250 ? 0.65 : 0.45;
  return between ? light * 0.45 : light;
}

function reversed({ from, control, first, second, to }) {
  return first ? { from: to, first: second, second: first, to: from } : { from: to, control, to: from };
}

/** Return the lines whose words are written, each read from the end that it is looked at from. */
function saidLines({ lines, answered, spots, scene, courses }, bright, drawn) {
  let said = [];
  if (bright) said = drawn.filter(({ id }) => bright.lines.has(id)).slice(0, WORDS_ASKED);
  else if (answered) said = drawn.filter(({ answer }) => answer).slice(0, WORDS_ASKED);
  else if (lines.length <= WORDS_MOST) said = drawn;
  return said.map((line) => ({ id: line.id, course: courses.get(line.id), text: wordsOfLine(line, bright, scene, spots) }));
}

function wordsOfLine(line, bright, scene, spots) {
  const { from, to, words, back, disputed } = line;
  const lookedAtFromTarget = bright && bright.chosen.has(to) && !bright.chosen.has(from);
  const rightToLeft = !bright && scene.layout === "answer" && spots.get(from).x > spots.get(to).x + 1;
  return `${lookedAtFromTarget || rightToLeft ? back : words}${disputed ? " (disputed)" : ""}`;
}

/** Return writings in world units: the boxes of a rung divided by it. */
function unscaled({ names, words, badges }, rung) {
  const scaled = (writing) => {
    const { left, right, top, bottom } = writing.box;
    return { ...writing, box: { left: left / rung, right: right / rung, top: top / rung, bottom: bottom / rung } };
  };
  return { names: names.map(scaled), words: words.map(scaled), badges: badges.map(scaled) };
}
