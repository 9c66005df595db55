// Answers questions about the page's model for pytest: one JSON object a line in, one out.

import { createInterface } from "node:readline";
import { questionWords } from "../../../../render/page/js/model/answer.js";
import { influenceRows } from "../../../../render/page/js/model/influence.js";
import { readGraph } from "../../../../render/page/js/model/graph.js";
import { pathRows } from "../../../../render/page/js/model/paths.js";
import { shown } from "../../../../render/page/js/model/filter.js";
import { normal } from "../../../../render/page/js/model/text.js";
import { factsOf } from "../../../../render/page/js/out/jsonl.js";
import { filtered, START } from "../../../../render/page/js/state/state.js";

const ANSWERS = {
  path: ({ data, filter, question }) => over(data, filter, (graph, relations) => pathRows(graph, relations, question)),
  influence: ({ data, filter, question }) => over(data, filter, (graph, relations) => influenceRows(graph, relations, question)),
  facts: ({ data, filter }) => {
    const graph = readGraph(data);
    return factsOf(graph, shown(graph, filtered(START, filter)));
  },
  words: ({ data, question }) => questionWords(readGraph(data), question),
  normal: ({ texts }) => texts.map((text) => normal(text)),
};

function over(data, filter, ask) {
  const graph = readGraph(data);
  return ask(graph, shown(graph, filtered(START, filter)).relations);
}

for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(ANSWERS[question.ask](question))}\n`);
}
