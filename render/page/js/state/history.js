// Undo and redo: the states that a page has been in, and which of them it is in.

/** Return the history of a page that was just opened. */
export function historyOf(state) {
  return { states: [state], at: 0 };
}

/** Return a history with another state behind the present one; what was undone is forgotten. */
export function recorded(history, state) {
  return { states: [...history.states.slice(0, history.at + 1), state], at: history.at + 1 };
}

/** Return a history whose present state is replaced, as while a slider moves. */
export function amended(history, state) {
  return { states: [...history.states.slice(0, history.at), state], at: history.at };
}

/** Return a history some states further on, or back, as far as there are any. */
export function moved(history, by) {
  return { states: history.states, at: Math.min(Math.max(history.at + by, 0), history.states.length - 1) };
}
