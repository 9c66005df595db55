import assert from "node:assert/strict";
import { test } from "node:test";
import { readGraph } from "../../../../render/page/js/model/graph.js";
import { changeOf } from "../../../../render/page/js/model/compare.js";
import { counts, shown } from "../../../../render/page/js/model/filter.js";
import { periodsOf } from "../../../../render/page/js/model/periods.js";
import { sceneOf } from "../../../../render/page/js/model/scene.js";
import { searcher } from "../../../../render/page/js/model/search.js";
import { filtered, START, step } from "../../../../render/page/js/state/state.js";

const KIND = { inverse: "", strength: 1, conducts: "none", steers: [], symmetric: false, on_path: true, aspect: "tie" };
const DATA = {
  schema: {
    types: [{ name: "State", acts: true, walkable: true, shape: "square", colour: "--type-0" }, { name: "Person", acts: true, walkable: true, shape: "dot", colour: "--type-2" }],
    relations: [{ ...KIND, name: "HELPS", words: "helps", sign: 1 }, { ...KIND, name: "FIGHTS", words: "fights", sign: -1 }],
  },
  documents: [{ id: "d", publisher: "P" }, { id: "e", publisher: "Q" }],
  entities: [
    { id: "s:a", type: "State", name: "The Republic of Alfa", aliases: ["RA"], bloc: 0 }, { id: "s:b", type: "State", name: "Bravo", bloc: 0 },
    { id: "p:c", type: "Person", name: "Čarlie Alfa" }, { id: "p:d", type: "Person", name: "Delta", bloc: 1 },
  ],
  relations: [
    { id: "1", source: 0, relation: "HELPS", target: 1, start: "2019", end: "2020-06", confidence: 0.9, weight: 0.9, tellings: [{ document: 0, date: "2019", grade: 0.9 }] },
    { id: "2", source: 1, relation: "FIGHTS", target: 2, start: "2021-03", weight: 0.5, disputed: ["denied"], tellings: [{ document: 1 }, { document: 0 }] },
    { id: "3", source: 1, relation: "HELPS", target: 3, confidence: 0.2, weight: 0.2, tellings: [{ method: "rules" }] },
  ],
};
const graph = readGraph(DATA);
const ids = (state) => shown(graph, state).relations.map(({ id }) => id).join("");

test("each filter leaves out what it says", () => {
  const kept = [
    [{ types: ["Person"] }, "1"], [{ relations: ["HELPS"] }, "2"], [{ signs: [1] }, "2"], [{ documents: ["d"] }, "23"], [{ publishers: ["P", "Q"] }, "3"],
    [{ methods: ["rules"] }, "12"], [{ confidence: 0.5 }, "12"], [{ disputed: "only" }, "2"], [{ disputed: "none" }, "13"],
    [{ from: "2020-06-30" }, "123"], [{ from: "2020-07" }, "23"], [{ to: "2020" }, "13"], [{ to: "2020", undated: false }, "1"], [{ undated: false }, "12"],
  ];
  for (const [filter, relations] of kept) assert.equal(ids(filtered(START, filter)), relations, JSON.stringify(filter));
});

test("an entity that only filtered relations touch goes with them", () => {
  const visible = shown(graph, filtered(START, { signs: [-1] }));
  assert.deepEqual(visible.entities.map(({ id }) => id), ["s:a", "s:b", "p:d"]);
});

test("the legend counts what is shown of what there is", () => {
  const tally = counts(graph, shown(graph, filtered(START, { types: ["Person"] })));
  assert.deepEqual(tally.types.get("Person"), [0, 2]);
  assert.deepEqual(tally.relations.get("HELPS"), [1, 2]);
  assert.deepEqual(tally.publishers.get("P"), [1, 2]);
});

test("a group stands for its members until it is opened", () => {
  const scene = sceneOf(graph, step(START, { group: "bloc" }));
  assert.deepEqual(scene.nodes.map(({ id }) => id).sort(), ["g:bloc:0", "p:c", "p:d"]);
  assert.deepEqual(scene.links.map(({ from, to }) => [from, to]), [["g:bloc:0", "p:c"], ["g:bloc:0", "p:d"]]);
  assert.equal(sceneOf(graph, step(START, { group: "bloc", open: ["g:bloc:0"] })).nodes.length, 4);
});

const many = (count) => readGraph({
  ...DATA, relations: [],
  entities: Array.from({ length: count }, (_, rank) => ({ id: `s:${rank}`, type: "State", name: `S ${rank}`, ...(rank < count / 2 ? { bloc: rank % 7 } : {}) })),
});

test("a page of more than 300 entities opens grouped, a smaller one does not", () => {
  assert.equal(sceneOf(many(300), START).nodes.length, 300);
  const { nodes } = sceneOf(many(302), START);
  assert.equal(nodes.length, 7 + 151);
  assert.equal(nodes.flatMap(({ id, members }) => (members.length ? members : [id])).length, 302);
});

test("at most 600 nodes are drawn whatever is asked", () => {
  const large = many(3000);
  const open = Array.from({ length: 7 }, (_, bloc) => `g:bloc:${bloc}`);
  assert.equal(sceneOf(large, START).nodes.length, 300);
  for (const change of [{ group: "none" }, { open }, { group: "bloc", open }]) {
    const { nodes } = sceneOf(large, step(START, change));
    assert.equal(nodes.length, 600);
    assert.equal(nodes.find(({ id }) => id === "g:rest").members.length, 3000 - 599);
  }
});

test("an answer of more entities than can be drawn is cut as well", () => {
  const large = many(3000);
  const { nodes } = sceneOf(large, START, { entities: new Set(large.entities.map(({ id }) => id)), relations: new Set(), order: [] });
  assert.equal(nodes.length, 300);
});

test("what an answer speaks of stands in no group", () => {
  const { nodes } = sceneOf(many(3000), START, { entities: new Set(["s:1", "s:2999"]), relations: new Set(), order: [] });
  assert.deepEqual(nodes.filter(({ answer }) => answer).map(({ id }) => id), ["s:1", "s:2999"]);
});

test("leaves fold into their only neighbour", () => {
  const scene = sceneOf(graph, step(START, { collapsed: ["s:b"] }));
  assert.deepEqual(scene.nodes.map(({ id }) => id), ["s:b"]);
  assert.equal(scene.nodes[0].members.length, 4);
});

test("hidden entities and all but some are not in the scene", () => {
  assert.deepEqual(sceneOf(graph, step(START, { hidden: ["s:b"] })).links, []);
  assert.deepEqual(sceneOf(graph, step(START, { only: ["s:a", "s:b"] })).nodes.map(({ id }) => id), ["s:a", "s:b"]);
});

test("two dates say what is gone, came and stayed", () => {
  const [one, two, three] = graph.relations;
  assert.deepEqual([one, two, three].map((relation) => changeOf(relation, ["2019", "2022"])), ["gone", "came", "stayed"]);
  assert.equal(changeOf(two, ["2019", "2020"]), "");
});

test("periods count what begins in them and the undated apart", () => {
  const { periods, undated } = periodsOf(graph.relations, [graph.relations[1]]);
  assert.equal(undated, 1);
  assert.deepEqual([periods[0], periods.at(-1)], [{ date: "2019-01", count: 1, shown: 0 }, { date: "2021-03", count: 1, shown: 1 }]);
});

test("names are found by their words in any order, then commands", () => {
  const find = searcher(graph, [{ words: "Show everything" }]);
  assert.deepEqual(find("alfa").entities.map(({ id }) => id), ["s:a", "p:c"]);
  assert.deepEqual(find("alfa car").entities.map(({ id }) => id), ["p:c"]);
  assert.deepEqual(find("ra").entities.map(({ id }) => id), ["s:a", "s:b"]);
  assert.equal(find("everyth").commands.length, 1);
  assert.equal(find("zulu").entities.length, 0);
});
