// What a text in the search box finds: names by their words in any order, then commands.

import { hasWords, normal } from "./text.js";

/** Return a function that finds entities and commands by text: {entities, commands}, the best first. */
export function searcher(graph, commands) {
  const known = graph.entities.map((entity) => ({ entity, names: [entity.name, ...entity.aliases].map((name) => normal(name)) }));
  const spoken = commands.map((command) => ({ command, words: normal(command.words) }));
  return (text) => {
    const asked = normal(text).split(" ").filter(Boolean);
    if (!asked.length) return { entities: [], commands: spoken.map(({ command }) => command) };
    const hits = known.map(({ entity, names }) => ({ entity, rank: rankOf(names, asked) })).filter(({ rank }) => rank < MISSED);
    hits.sort((a, b) => a.rank - b.rank || b.entity.degree - a.entity.degree);
    return { entities: hits.map(({ entity }) => entity), commands: spoken.filter(({ words }) => hasWords(words, asked)).map(({ command }) => command) };
  };
}

const MISSED = 4;

/** Rank how well names match a search: 0 the same, 1 begins with it, 2 has its words, 3 contains its letters. */
function rankOf(names, asked) {
  const text = asked.join(" ");
  if (names.includes(text)) return 0;
  if (names[0].startsWith(text)) return 1;
  if (names.some((name) => hasWords(name, asked))) return 2;
  return names.some((name) => asked.every((word) => name.includes(word))) ? 3 : MISSED;
}
