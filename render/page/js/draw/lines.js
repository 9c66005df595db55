// The lines of a picture: one for each relation, or above 120 one for each pair of nodes and sign.

import { verb } from "../model/words.js";

const MOST_SINGLE = 120;

const DASHES = { "1": [], "-1": [10, 5], "0": [2, 4] }; // as in render/palette.py
const DERIVED_DASH = [12, 4, 2, 4];
const COLOURS = { "1": "--sign-0", "-1": "--sign-1", "0": "--sign-2" };

/** Return the key of a line that stands for several relations. */
export function pairKey(from, to, sign) {
  return from < to ? `l:${from}|${to}|${sign}` : `l:${to}|${from}|${sign}`;
}

/** Return the lines of a scene; `open` has the keys of pairs whose relations are drawn one by one. */
export function linesOf(scene, open = []) {
  if (scene.links.length <= MOST_SINGLE) return scene.links.map((link) => singleLine(link));
  const groups = new Map();
  for (const link of scene.links) {
    const key = pairKey(link.from, link.to, link.relation.sign);
    if (groups.has(key)) groups.get(key).push(link);
    else groups.set(key, [link]);
  }
  return [...groups].flatMap(([key, links]) => (links.length === 1 || open.includes(key) ? links.map((link) => singleLine(link, key)) : [bundle(key, links)]));
}

function singleLine(link, pair = null) {
  const { id, from, to, relation, answer, change } = link;
  return {
    id: `e:${id}`, pair, from, to, sign: relation.sign, words: verb(relation), back: verb(relation, true), links: [id], count: 1,
    arrows: relation.symmetric ? "" : "to", derived: relation.derived, answer, change, weight: relation.weight ?? 0.5, disputed: relation.disputed.length > 0,
    denied: ["negated", "retracted"].includes(relation.modality),
  };
}

/** Return one line for several relations of a sign between two nodes. */
function bundle(key, links) {
  const [{ from, to }] = links;
  const directed = links.filter(({ relation }) => !relation.symmetric);
  const forth = directed.some((link) => link.from === from), back = directed.some((link) => link.from !== from);
  const changes = new Set(links.map(({ change }) => change));
  const words = new Set(links.map((link) => verb(link.relation, link.from !== from)));
  const backWords = new Set(links.map((link) => verb(link.relation, link.from === from)));
  return {
    id: key, pair: key, from, to, sign: links[0].relation.sign, links: links.map(({ id }) => id), count: links.length,
    words: bundleWords(links.length, words), back: bundleWords(links.length, backWords),
    arrows: forth && back ? "both" : forth ? "to" : back ? "from" : "",
    derived: links.every(({ relation }) => relation.derived), answer: links.some(({ answer }) => answer), change: changes.size === 1 ? links[0].change : "",
    weight: Math.max(...links.map(({ relation }) => relation.weight ?? 0.5)), disputed: links.some(({ relation }) => relation.disputed.length > 0),
    denied: links.every(({ relation }) => ["negated", "retracted"].includes(relation.modality)),
  };
}

function bundleWords(count, words) {
  return words.size === 1 ? `${[...words][0]} (${count})` : `${count} relations`;
}

/** Return how a line is drawn: its colour variable, dash and width. */
export function lineLook({ sign, derived, weight, answer, count, denied }, chosen) {
  const width = 1 + 1.2 * Math.min(1, weight) + (answer ? 1 : 0) + Math.min(2, (count - 1) * 0.4) + (chosen ? 2 : 0);
  return { colour: COLOURS[sign] ?? COLOURS[0], dash: denied ? [1, 5] : derived ? DERIVED_DASH : DASHES[sign] ?? DASHES[0], width };
}
