import assert from "node:assert/strict";
import { test } from "node:test";
import { historyOf, amended, moved, recorded } from "../../../../render/page/js/state/history.js";
import { linkOf, readLink, stateOf } from "../../../../render/page/js/state/link.js";
import { filtered, START, step, toggled } from "../../../../render/page/js/state/state.js";

const changed = step(filtered(START, { from: "2020", signs: [-1], types: ["Person"] }), {
  nodes: ["person:__proto__"], layout: "time", question: { query: "path", source: "a", target: "b", via: null, k: 3, maxHops: 6, directed: true, by: "weight" },
});

test("a step that changes nothing is the same state", () => {
  assert.equal(step(START, { nodes: [] }), START);
  assert.notEqual(step(START, { nodes: ["a"] }), START);
  assert.deepEqual(toggled(toggled([], "a"), "a"), []);
});

test("states are frozen through and through", () => {
  assert.throws(() => changed.filter.signs.push(1), TypeError);
});

test("undo and redo walk the states and a new one forgets what was undone", () => {
  let history = historyOf(1);
  for (const state of [2, 3]) history = recorded(history, state);
  history = moved(history, -1);
  assert.equal(history.states[history.at], 2);
  assert.deepEqual(amended(history, 9).states, [1, 9]);
  assert.deepEqual(recorded(history, 4), { states: [1, 2, 4], at: 2 });
  assert.equal(moved(history, -9).at, 0);
});

test("a link gives back its state and says whether the data is other", () => {
  assert.deepEqual(readLink(linkOf(changed, "abc1"), "abc1"), { state: changed, other: false });
  assert.equal(readLink(linkOf(changed, "abc1"), "abc2").other, true);
  assert.equal(linkOf(START, "abc1"), "");
});

test("notes, pins and steps travel in no link", () => {
  assert.equal(linkOf(step(START, { notes: [["page", "secret"]], pins: [["a", 1, 2]], steps: [[{}, "x"]] }), "a"), "");
  assert.equal(stateOf({ notes: [["page", "x"]] }), null);
});

test("links of wrong types, or too long, are none", () => {
  const wrong = [{ nodes: "a" }, { nodes: [1] }, { tab: "0" }, { tab: null }, { filter: [] }, { filter: { signs: [2] } }, { filter: { from: "2020-13" } },
    { layout: "x" }, { question: { query: "rm", source: "a" } }, { question: { query: "path", source: "a" } }, { question: { query: "influence", source: 1 } },
    { compare: ["2020"] }, { sort: {} }, { unknown: 1 }, [], null, 1, JSON.parse('{"__proto__": {"a": 1}}'), { constructor: 1 }];
  for (const said of wrong) assert.equal(readLink(`#ab.${encodeURIComponent(JSON.stringify(said))}`, "ab"), null, JSON.stringify(said));
  for (const hash of ["#", "#ab", "#ab.%", "#ab.{", "#zz.{}", `#ab.${encodeURIComponent(JSON.stringify({ nodes: ["x".repeat(8000)] }))}`]) assert.equal(readLink(hash, "ab"), null);
});
