// The command line that makes a view: what linkchart would be asked for it.

import { NO_FILTER } from "../state/state.js";

/** Return the command line of the view that a page shows. */
export function commandOf({ graph, state, data, answer }) {
  const scope = scopeOptions(graph, state);
  if (state.question) return [...questionCommand(state.question), ...scope].map(quoted).join(" ");
  if (state.only.length) return ["linkchart", "render", ...state.only.flatMap((id) => ["--around", id]), "--hops", "0", ...scope].map(quoted).join(" ");
  return [answer?.command || data.command || "linkchart render", ...scope.map(quoted)].join(" ");
}

function questionCommand({ query, source, target, via, k = 1, directed, by = "hops", maxHops }) {
  const ends = query === "path" ? [source, target] : [source];
  const options = [via && ["--via", via], k > 1 && ["-k", String(k)], directed && ["--directed"], by !== "hops" && ["--by", by], maxHops && ["--max-hops", String(maxHops)]];
  return ["linkchart", query, ...ends, ...options.filter(Boolean).flat()];
}

/** Return the common options that a filter amounts to. */
function scopeOptions(graph, { filter, hidden }) {
  const options = [];
  if (filter.from) options.push("--since", filter.from);
  if (filter.to) options.push("--until", filter.to);
  if (!filter.undated) options.push("--dated-only");
  if (filter.confidence > NO_FILTER.confidence) options.push("--min-confidence", String(filter.confidence));
  if (filter.disputed === "none") options.push("--undisputed");
  if (filter.relations.length) for (const name of graph.kinds.keys()) if (!filter.relations.includes(name)) options.push("--relation", name);
  if (filter.signs.includes(0) && filter.signs.length === 2) options.push("--sign", filter.signs.includes(-1) ? "+" : "-");
  for (const id of hidden) options.push("--avoid", id);
  for (const { id, type } of graph.entities) if (filter.types.includes(type)) options.push("--avoid", id);
  return options;
}

/** Return a word as a shell reads it. */
function quoted(word) {
  return /^[\w:./=+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
