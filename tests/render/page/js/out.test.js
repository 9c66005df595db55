import assert from "node:assert/strict";
import { test } from "node:test";
import { csvCell, csvOf } from "../../../../render/page/js/out/csv.js";
import { groundOf, planOf } from "../../../../render/page/js/draw/plan.js";
import { hitAt } from "../../../../render/page/js/draw/hits.js";
import { linesOf } from "../../../../render/page/js/draw/lines.js";
import { escaped, svgOf } from "../../../../render/page/js/out/svg.js";
import { placed } from "../../../../render/page/js/layout/place.js";
import { pointAlong } from "../../../../render/page/js/layout/curves.js";
import { madeGraph, sceneFrom } from "./graphs.js";

function planned(graph, layout = "free", selection = {}) {
  const scene = sceneFrom(graph, layout);
  return planOf(groundOf(scene, placed(scene, [], graph), []), selection, 1);
}

test("cells that a spreadsheet would compute are guarded", () => {
  for (const text of ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "＝1"]) assert.match(csvCell(text), /^"?'/);
  assert.equal(csvCell('say "so", now'), '"say ""so"", now"');
  assert.equal(csvCell("plain"), "plain");
  assert.equal(csvCell(-3), "-3");
  assert.equal(csvCell(null), "");
});

test("a table has a row for each relation", () => {
  const graph = madeGraph(1, 5, 7);
  assert.equal(csvOf(graph, graph.relations).trimEnd().split("\r\n").length, 8);
});

test("markup in a name stays text in an SVG", () => {
  const graph = madeGraph(2, 4, 4);
  graph.entities[0].name = "</text><script>alert(1)</script>\u0000\ud800\u2028";
  const svg = svgOf(planned(graph), { left: -500, right: 500, top: -400, bottom: 400 }, () => "#123456");
  assert.ok(!svg.includes("<script") && svg.includes("&#60;script&#62;"));
  assert.equal(escaped("a\u0000\ud800b\u{1f600}"), "ab\u{1f600}");
});

test("above 120 lines each pair and sign has one, opened one by one", () => {
  const graph = madeGraph(3, 12, 130), scene = sceneFrom(graph, "free");
  const lines = linesOf(scene);
  assert.equal(lines.reduce((sum, { count }) => sum + count, 0), 130);
  assert.equal(new Set(lines.map(({ from, to, sign }) => `${[from, to].sort()} ${sign}`)).size, lines.length);
  const bundle = lines.find(({ count }) => count > 1);
  assert.match(bundle.words, /\(\d+\)$|^\d+ relations$/);
  assert.equal(linesOf(scene, [bundle.id]).length, lines.length + bundle.count - 1);
  assert.equal(linesOf({ ...scene, links: scene.links.slice(0, 120) }).length, 120);
});

test("a selection dims the rest and keeps the colours of signs", () => {
  const graph = madeGraph(4, 20, 40), [{ id }] = graph.entities;
  const plain = planned(graph), chosen = planned(graph, "free", { nodes: [id], links: [] });
  const colours = (plan) => new Map(plan.lines.map((line) => [line.id, line.colour]));
  assert.deepEqual([...colours(plain)].sort(), [...colours(chosen)].sort());
  for (const line of chosen.lines) assert.equal(line.light === 1, line.from === id || line.to === id);
  assert.ok(chosen.nodeOf.get(id).chosen);
});

test("words are read from the node that is looked at", () => {
  const graph = madeGraph(4, 2, 0);
  const relation = { ...madeGraph(4, 2, 1).relations[0], source: "e:0", target: "e:1" };
  graph.relations.push(relation);
  const words = (id) => planned(graph, "free", { nodes: [id], links: [] }).words[0].lines[0];
  assert.deepEqual([words("e:0"), words("e:1")], ["controls", "is controlled by"]);
});

test("a point on a node, a name or a line finds it, beside them nothing", () => {
  const graph = madeGraph(6, 8, 9);
  const plan = planned(graph);
  for (const node of plan.nodes) assert.equal(hitAt(plan, node, 1, 3).node.id, node.id);
  for (const { id, box } of plan.names) assert.equal(hitAt(plan, { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 }, 1, 3).node.id, id);
  const lone = plan.lines.find((line) => line.from !== line.to);
  const hit = hitAt(plan, pointAlong(lone.course, 0.5), 1, 3);
  assert.ok(hit.line || hit.node);
  assert.deepEqual(hitAt(plan, { x: 5000, y: 5000 }, 1, 3), {});
});
