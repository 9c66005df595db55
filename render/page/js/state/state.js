// What the page shows, as one frozen object: every change is a pure step that returns another.

/** No filter: everything in the page is shown. */
export const NO_FILTER = freeze({
  types: [], relations: [], signs: [], documents: [], publishers: [], methods: [], // what is switched off
  confidence: 0, // the least; an ungraded relation counts as 0.5
  disputed: "all", // all, only or none
  from: "", to: "", // dates of any precision, "" is open
  undated: true, // whether undated relations pass a time window
});

/** The state of a page that was just opened. */
export const START = freeze({
  tab: 0, // which of the page's answers is asked
  question: null, // null: the tab's own answer; else {query: "path" or "influence", …} asked in the page
  filter: NO_FILTER,
  nodes: [], // ids selected
  relations: [], // ids selected
  row: -1, // the row of the answer that is selected
  layout: "", // "", answer, free, islands, chain or time; "" lets the page choose
  group: "", // "", none, type or bloc; "" lets the page choose
  open: [], // keys of groups and pairs that are opened
  collapsed: [], // entities whose neighbours of one line are folded into them
  hidden: [], // entities hidden by hand
  only: [], // the only entities to show, [] for all
  compare: [], // two dates to compare, [] for none
  panel: "answer", // answer, card, table, steps
  sort: { column: "", down: false },
  pins: [], // [id, x, y]
  notes: [], // [key, text]; keys: "page", "n:" + entity id, "r:" + relation id
  steps: [], // [state as in a link, text]
  step: -1,
});

/** Return a state with some members replaced; the state itself when nothing would differ. */
export function step(state, change) {
  const same = Object.entries(change).every(([key, value]) => JSON.stringify(state[key]) === JSON.stringify(value));
  return same ? state : freeze({ ...state, ...change });
}

/** Return a state with some members of its filter replaced. */
export function filtered(state, change) {
  return step(state, { filter: { ...state.filter, ...change } });
}

/** Return a list with a value added where it is missing, else removed. */
export function toggled(list, value) {
  return list.includes(value) ? list.filter((other) => other !== value) : [...list, value];
}

/** Freeze a value and all in it. */
export function freeze(value) {
  if (value && typeof value === "object" && !Object.isFrozen(value)) {
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  }
  return value;
}
