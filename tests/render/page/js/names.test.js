import assert from "node:assert/strict";
import { test } from "node:test";
import { beside } from "../../../../render/page/js/layout/boxes.js";
import { coursesOf } from "../../../../render/page/js/layout/curves.js";
import { letterOf, radiusAt, writings } from "../../../../render/page/js/layout/names.js";
import { nodeRadius } from "../../../../render/page/js/layout/bodies.js";
import { placed } from "../../../../render/page/js/layout/place.js";
import { nameLines, narrowLines, textWidth } from "../../../../render/page/js/layout/text.js";
import { madeGraph, sceneFrom } from "./graphs.js";

const nodeBox = ({ x, y }, radius, scale) => ({ left: x * scale - radius, right: x * scale + radius, top: y * scale - radius, bottom: y * scale + radius });

for (const [count, lines] of [[6, 8], [60, 120], [150, 400], [320, 900]]) {
  for (const scale of [0.3, 0.9, 1, 1.7, 4]) {
    test(`no name lies on a name, a node or a word, ${count} nodes at ${scale}`, () => {
      const graph = madeGraph(count, count, lines), scene = sceneFrom(graph, "free");
      const spots = placed(scene, [], graph);
      const radius = (id) => radiusAt(nodeRadius(graph.entityOf.get(id).degree, count), scale);
      const courses = coursesOf(scene.links, spots);
      const words = scene.links.slice(0, 30).map(({ id }) => ({ id, text: "is controlled by", course: courses.get(id) }));
      const { names, words: said, badges } = writings(scene.nodes, spots, scale, { radius, words, courses: [...courses.values()] });
      const boxes = [...names, ...said, ...badges].map(({ box }) => box);
      boxes.forEach((box, at) => boxes.slice(at + 1).forEach((other) => assert.ok(beside(box, other))));
      for (const { id } of scene.nodes) for (const box of boxes) assert.ok(beside(nodeBox(spots.get(id), radius(id), scale), box), id);
      for (const { box, lines: rows } of names) assert.ok((box.bottom - box.top) / rows.length >= 12);
      if (count <= 60 && scale === 1) assert.ok(names.length >= count * 0.6, `${names.length} of ${count}`);
    });
  }
}

test("a badge counts the hidden neighbours beside its node", () => {
  const nodes = [{ id: "a", name: "A", rank: 0, degree: 0, answer: false, hidden: 1234 }];
  const { badges } = writings(nodes, new Map([["a", { x: 0, y: 0 }]]), 1, { radius: () => 9 });
  assert.deepEqual(badges.map(({ lines }) => lines), [["+1,234"]]);
});

test("names of the selection come before all others", () => {
  const nodes = ["a", "b", "c"].map((id, rank) => ({ id, name: "a long name in one place", rank, degree: 0, answer: false, hidden: 0 }));
  const spots = new Map(nodes.map(({ id }, at) => [id, { x: at, y: 0 }]));
  const radius = () => 4;
  const plain = writings(nodes, spots, 1, { radius }).names.map(({ id }) => id);
  assert.equal(plain[0], "a");
  assert.equal(writings(nodes, spots, 1, { radius, first: new Set(["c"]) }).names[0].id, "c");
});

test("widths are counted by letter, wide and narrow", () => {
  assert.ok(textWidth("WWW") > textWidth("nnn") && textWidth("nnn") > textWidth("iii"));
  assert.equal(textWidth("a\u0301"), textWidth("a"));
  assert.ok(textWidth("军") > 0.9);
});

test("names break between words and never in a letter", () => {
  assert.deepEqual(nameLines("Popular Mobilization Forces"), ["Popular Mobilization", "Forces"]);
  assert.deepEqual(narrowLines("Popular Mobilization Forces"), ["Popular", "Mobilization", "Forces"]);
  assert.equal(narrowLines("Iran"), null);
  assert.equal(narrowLines("Iran-dominated Shiite forces"), null);
  assert.deepEqual(narrowLines("Government of Iraq"), ["Government of", "Iraq"]);
  assert.equal(nameLines("👩🏽‍🚀".repeat(40)).length, 2);
  assert.ok(nameLines("x".repeat(300))[1].endsWith("…"));
  assert.deepEqual(nameLines(""), ["(no name)"]);
});

test("letters are never smaller than 12 pixels", () => {
  for (const count of [1, 60, 61, 3000]) assert.ok(letterOf(count) >= 12);
});
