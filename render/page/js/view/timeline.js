// Time: a histogram of when relations begin, with a brush, by mouse or by keyboard, and a way to play it.

import { periodsOf } from "../model/periods.js";
import { counted } from "../model/words.js";
import { filtered } from "../state/state.js";
import { button, byId, make, svg } from "./dom.js";

const HEIGHT = 34;
const BEAT = 700; // milliseconds a period while it plays

/** Return the view of the time strip. */
export function timelineView(app) {
  const section = byId("time");
  const { periods, undated } = periodsOf(app.graph.relations, []);
  section.hidden = periods.length < 2;
  if (section.hidden) return { update: () => {} };
  const chart = chartOf(periods);
  const ends = ["from", "to"].map((key) => slider(app, key, periods));
  const dated = make("input", { type: "checkbox" });
  dated.addEventListener("change", () => set(app, { undated: dated.checked }));
  const words = opener(section);
  section.append(chart, make("div", { class: "ends" }, ...ends), make("div", { class: "actions" }, words, make("label", {}, dated, ` undated (${undated})`), player(app, periods),
    button("All time", () => set(app, { from: "", to: "" }), { class: "action" })));
  brush(app, chart, periods);
  return { update: () => updateStrip(app, { chart, ends, dated, words, periods }) };
}

function chartOf(periods) {
  const unit = periods[0].date.length === 4 ? "year" : "month";
  return svg("svg", { class: "bars", viewBox: `0 0 ${periods.length} ${HEIGHT}`, preserveAspectRatio: "none", role: "img", "aria-label": `Relations by ${unit}` });
}

/** Return the button that opens the strip where there is little room for it, and says what it is set to. */
function opener(section) {
  const setOpen = (open) => {
    section.classList.toggle("open", open);
    words.setAttribute("aria-expanded", String(open));
  };
  const words = button("", () => setOpen(!section.classList.contains("open")), { class: "words", "aria-controls": "time" });
  setOpen(!matchMedia("(max-width: 799px)").matches); // a phone has little room
  return words;
}

function updateStrip(app, { chart, ends, dated, words, periods }) {
  const { from, to, undated } = app.state.filter;
  const last = periods.length - 1;
  const [low, high] = [placeOf(periods, from, 0), placeOf(periods, to, last)];
  [ends[0].value, ends[1].value] = [low, high];
  ends.forEach((end, at) => end.setAttribute("aria-valuetext", periods[[low, high][at]].date));
  dated.checked = undated;
  const span = from || to ? `${from || periods[0].date} to ${to || periods[last].date}, ` : "";
  words.textContent = `Time: ${span}${counted(app.visible.relations.length, "relation")}`;
  chart.replaceChildren(...bars(periodsOf(app.graph.relations, app.visible.relations).periods, low, high));
}

function set(app, change, options) {
  app.change({ filter: filtered(app.state, change).filter }, options);
}

function placeOf(periods, date, otherwise) {
  if (!date) return otherwise;
  const width = periods[0].date.length;
  const at = periods.findIndex((period) => period.date >= date.slice(0, width));
  return at < 0 ? otherwise : at;
}

function slider(app, key, periods) {
  const input = make("input", { type: "range", min: 0, max: periods.length - 1, step: 1, "aria-label": key === "from" ? "First date shown" : "Last date shown" });
  input.addEventListener("input", () => setEnd(app, key, Number(input.value), periods, true));
  input.addEventListener("change", () => setEnd(app, key, Number(input.value), periods, false));
  return input;
}

function setEnd(app, key, at, periods, amend) {
  const open = key === "from" ? at === 0 : at === periods.length - 1;
  const other = key === "from" ? "to" : "from";
  const date = open ? "" : periods[at].date;
  const crossed = date && app.state.filter[other] && (key === "from" ? date > app.state.filter.to : date < app.state.filter.from);
  set(app, { [key]: date, ...(crossed ? { [other]: date } : {}) }, { amend: amend && app.brushing });
  app.brushing = amend;
}

function bars(periods, low, high) {
  const most = Math.max(...periods.map(({ count }) => count));
  return periods.flatMap(({ count, shown }, at) => {
    const height = (value) => (value && Math.max((value / most) * HEIGHT, 1.5));
    const bar = (value, look) => svg("rect", { x: at + 0.08, width: 0.84, y: HEIGHT - height(value), height: height(value), class: look });
    return [bar(count, at >= low && at <= high ? "all" : "all out"), bar(shown, "shown")];
  });
}

/** Let a drag over the histogram choose a span of time; a click on it chooses one period. */
function brush(app, chart, periods) {
  let start = -1;
  const at = ({ clientX }) => {
    const { left, width } = chart.getBoundingClientRect();
    return Math.min(Math.max(Math.floor(((clientX - left) / width) * periods.length), 0), periods.length - 1);
  };
  const mark = (event, amend) => {
    const [low, high] = [start, at(event)].sort((a, b) => a - b);
    set(app, { from: periods[low].date, to: periods[high].date }, { amend });
  };
  chart.addEventListener("pointerdown", (event) => { start = at(event); chart.setPointerCapture(event.pointerId); mark(event, false); });
  chart.addEventListener("pointermove", (event) => { if (start >= 0) mark(event, true); });
  chart.addEventListener("pointerup", () => { start = -1; });
}

/** Return the button that plays: it moves the last date on, a period a beat. */
function player(app, periods) {
  let timer = 0;
  const stop = () => { clearInterval(timer); timer = 0; play.textContent = "Play"; };
  const beat = () => {
    const at = placeOf(periods, app.state.filter.to, -1) + 1;
    if (at >= periods.length) return stop();
    return set(app, { from: "", to: periods[at].date }, { amend: true });
  };
  const start = () => {
    set(app, { from: "", to: periods[0].date });
    play.textContent = "Stop";
    timer = setInterval(beat, BEAT);
  };
  const play = button("Play", () => (timer ? stop() : start()), { class: "action" });
  return play;
}
