// Two dates compared: which relations came, went and stayed.

import { firstDay, inWindow, lastDay } from "./dates.js";

/** Return what became of a relation between two dates: gone, came, stayed, or "" for one of neither date. */
export function changeOf(relation, [before, after]) {
  if (!relation.start && !relation.end) return "stayed";
  const inForce = (date) => inWindow(relation, firstDay(date), lastDay(date));
  const [then, now] = [inForce(before), inForce(after)];
  if (then && now) return "stayed";
  return then ? "gone" : now ? "came" : "";
}
