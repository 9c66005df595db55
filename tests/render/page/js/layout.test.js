import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { chainLayout } from "../../../../render/page/js/layout/chain.js";
import { coursesOf, pointAlong } from "../../../../render/page/js/layout/curves.js";
import { flowLayout } from "../../../../render/page/js/layout/flow.js";
import { homesOf } from "../../../../render/page/js/layout/homes.js";
import { packCircles } from "../../../../render/page/js/layout/pack.js";
import { placed } from "../../../../render/page/js/layout/place.js";
import { timeLayout, timeTicks } from "../../../../render/page/js/layout/time.js";
import { madeGraph, sceneFrom } from "./graphs.js";

const LAYOUTS = ["free", "islands", "chain", "time"];

for (const layout of LAYOUTS) {
  test(`${layout} layout is the same for records in another order`, () => {
    const graph = madeGraph(3, 60, 140);
    const other = { ...graph, entities: [...graph.entities].reverse(), relations: [...graph.relations].reverse() };
    const spots = placed(sceneFrom(graph, layout), [], graph), again = placed(sceneFrom(other, layout), [], other);
    if (layout === "free" || layout === "islands") for (const [id, { x, y }] of spots) assert.deepEqual([id, x, y], [id, again.get(id).x, again.get(id).y]);
    assert.deepEqual([...spots.keys()].sort(), [...again.keys()].sort());
  });

  test(`${layout} layout gives every node a finite place within the picture`, () => {
    for (const [count, lines] of [[1, 0], [2, 1], [40, 0], [90, 300]]) {
      const graph = madeGraph(count, count, lines);
      for (const { x, y } of placed(sceneFrom(graph, layout), [], graph).values()) assert.ok(Math.abs(x) < 620 && Math.abs(y) < 520, `${x} ${y}`);
    }
  });

  test(`${layout} layout leaves nodes where they are when a filter takes others`, () => {
    const graph = madeGraph(5, 50, 90), scene = sceneFrom(graph, layout);
    const all = placed(scene, [], graph);
    const some = placed({ ...scene, nodes: scene.nodes.slice(0, 20) }, [], graph);
    assert.equal(some.size, 20);
    for (const [id, spot] of some) assert.deepEqual(spot, all.get(id));
  });
}

test("pinned nodes stand where they were pinned", () => {
  const graph = madeGraph(5, 10, 10);
  assert.deepEqual(placed(sceneFrom(graph, "free"), [["e:3", 12, -7], ["gone", 1, 1]], graph).get("e:3"), { x: 12, y: -7 });
});

test("a group stands in the middle of its members", () => {
  const graph = madeGraph(5, 10, 10), scene = sceneFrom(graph, "islands");
  const group = { ...scene.nodes[0], id: "g:bloc:1", members: ["e:1", "e:2"] };
  const all = placed(scene, [], graph), grouped = placed({ ...scene, nodes: [group] }, [], graph);
  assert.ok(Math.abs(grouped.get("g:bloc:1").x - (all.get("e:1").x + all.get("e:2").x) / 2) < 0.011);
});

test("the one who commands stands above, with a cycle too", () => {
  const nodes = ["top", "middle", "low", "other"].map((id) => ({ id, name: id, degree: 1 }));
  const spots = chainLayout(nodes, [["top", "middle"], ["middle", "low"], ["low", "middle"], ["top", "top"]]);
  assert.ok(spots.get("top").y < spots.get("middle").y);
  assert.ok(spots.get("middle").y < spots.get("low").y);
  assert.ok(spots.get("other").y > spots.get("low").y);
});

test("a circle of command has a place for each", () => {
  const nodes = ["a", "b", "c"].map((id) => ({ id, name: id, degree: 2 }));
  const spots = chainLayout(nodes, [["a", "b"], ["b", "c"], ["c", "a"]]);
  assert.equal(new Set([...spots.values()].map(({ x, y }) => `${x} ${y}`)).size, 3);
});

test("an answer lies from left to right, what is around it beside", () => {
  const nodes = ["a", "b", "c", "near"].map((id) => ({ id, name: id, degree: 1 }));
  const spots = flowLayout(nodes, [["a"], ["b"], ["c"]], [{ from: "a", to: "b" }, { from: "c", to: "b" }, { from: "near", to: "c" }]);
  assert.ok(spots.get("a").x < spots.get("b").x && spots.get("b").x < spots.get("c").x);
  assert.ok(Math.abs(spots.get("near").x - spots.get("c").x) < 160);
  assert.notEqual(spots.get("near").y, spots.get("c").y);
});

test("events lie in the order of their dates, marks of the axis with them", () => {
  const nodes = ["2019-05", "2015", "2020-01-03"].map((date, rank) => ({ id: `${rank}`, name: date, degree: 0, date }));
  const spots = timeLayout(nodes, []);
  assert.ok(spots.get("1").x < spots.get("0").x && spots.get("0").x < spots.get("2").x);
  const ticks = timeTicks(nodes);
  assert.ok(ticks.length >= 3 && ticks.every(({ words }) => /^\d{4}(-\d\d)?$/.test(words)));
  assert.deepEqual([...ticks].sort((a, b) => a.x - b.x), ticks);
});

test("nodes without a bloc join the island most of their lines lead to", () => {
  const nodes = [{ id: "a", bloc: 0 }, { id: "b", bloc: 1 }, { id: "c" }, { id: "d" }, { id: "e" }, { id: "f" }];
  const home = homesOf(nodes, [{ from: "c", to: "b" }, { from: "d", to: "c" }, { from: "e", to: "f" }]);
  assert.deepEqual([home.get("c"), home.get("d")], [1, 1]);
  assert.equal(home.get("e"), home.get("f"));
  assert.notEqual(home.get("e"), 1);
});

test("packed circles do not overlap", () => {
  const circles = [90, 60, 60, 40, 22, 22, 22, 10, 9, 8].map((radius) => ({ radius }));
  packCircles(circles, new Map([[1, 3]]), 1.3);
  circles.forEach((a, at) => circles.slice(at + 1).forEach((b) => {
    const far = Math.sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y));
    assert.ok(far >= a.radius + b.radius - 0.01);
  }));
});

test("parallel lines part, and a lone line goes around a node", () => {
  const spots = new Map([["a", { x: 0, y: 0 }], ["b", { x: 200, y: 0 }], ["c", { x: 100, y: 0 }], ["d", { x: 0, y: 90 }]]);
  const courses = coursesOf([{ id: "1", from: "a", to: "b" }, { id: "2", from: "a", to: "d" }, { id: "3", from: "d", to: "a" }, { id: "4", from: "c", to: "c" }], spots);
  assert.ok(Math.abs(pointAlong(courses.get("1"), 0.5).y) >= 10);
  const [one, other] = ["2", "3"].map((id) => pointAlong(courses.get(id), 0.5));
  assert.ok(Math.abs(one.x - other.x) > 5);
  assert.ok(Math.abs(pointAlong(courses.get("4"), 0.5).x - 100) > 10);
});

test("layouts use only + - * / and square roots", () => {
  const folder = fileURLToPath(new URL("../../../../render/page/js/layout/", import.meta.url));
  for (const file of readdirSync(folder)) {
    const used = [...readFileSync(folder + file, "utf8").matchAll(/Math\.(\w+)/g)].map(([, name]) => name);
    assert.deepEqual(used.filter((name) => !["abs", "ceil", "floor", "max", "min", "round", "sqrt"].includes(name)), [], file);
  }
});
