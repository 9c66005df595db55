// What the search box and the tools can do, besides finding names.

import { commandOf } from "../out/command.js";
import { csvOf } from "../out/csv.js";
import { download } from "../out/download.js";
import { factsOf } from "../out/jsonl.js";

const LAYOUT_COMMANDS = [["answer", "as the answer, left to right"], ["free", "free"], ["islands", "islands of friends"], ["chain", "chain of command"], ["time", "in time"]];

/** Return the commands of the page: {words, keys, run}. */
export function commandsOf(app) {
  app.command = () => commandOf(app);
  const act = (words, name, keys) => ({ words, keys, run: () => (app.state.nodes.length ? app.act(name) : app.warn("Select a node first.")) });
  return [
    { words: "Show everything again", run: () => app.act("everything") },
    { words: "Undo", keys: "Ctrl Z", run: () => app.move(-1) },
    { words: "Redo", keys: "Ctrl Y", run: () => app.move(1) },
    { words: "How are the selected ones linked", run: () => linkSelected(app) },
    act("Whom does the selected one influence", "influence"),
    act("Who influences the selected one", "influencers"),
    act("Only the neighbours of the selection", "only", "O"),
    act("Add neighbours", "expand", "E"),
    act("Fold the leaves of the selection", "collapse"),
    act("Hide the selection", "hide", "H"),
    act("Pin the selection", "pin", "P"),
    act("Select all of the same type", "alike"),
    ...LAYOUT_COMMANDS.map(([layout, words]) => ({ words: `Layout: ${words}`, run: () => app.change({ layout }) })),
    ...["none", "type", "bloc"].map((group) => ({ words: group === "none" ? "Group nothing" : `Group by ${group}`, run: () => app.change({ group, open: [] }) })),
    { words: "Compare two dates", run: () => app.change({ panel: "table" }) },
    { words: "Save the picture as PNG", run: () => app.savePicture("png") },
    { words: "Save the picture as SVG", run: () => app.savePicture("svg") },
    { words: "Save the table as CSV", run: () => download("linkchart.csv", csvOf(app.graph, app.visible.relations), "text/csv") },
    { words: "Save the facts as JSON Lines", run: () => download("linkchart.jsonl", factsOf(app.graph, app.visible), "application/jsonl") },
    { words: "Copy the command line of this view", run: () => copied(app, app.command(), "The command line") },
    { words: "Copy a link to this view", run: () => copied(app, location.href, "The link") },
    { words: "Save a copy of the page with its notes", keys: "Ctrl S", run: () => app.saveCopy() },
    { words: "Print", keys: "Ctrl P", run: () => window.print() },
  ];
}

function linkSelected(app) {
  if (app.state.nodes.length < 2) return app.warn("Select two nodes: hold Shift while you choose the second.");
  return app.act("path");
}

async function copied(app, text, what) {
  try {
    await navigator.clipboard.writeText(text);
    app.say(`${what} is on the clipboard.`);
  } catch {
    app.warn(text);
  }
}

/** Let the page compare two dates, once both are dates. */
export function addComparing(app, isDate) {
  app.compare = (before, after) => {
    if (!isDate(before) || !isDate(after)) return app.warn("Write both dates as 2020, 2020-03 or 2020-03-14.");
    return app.change({ compare: [before, after].sort(), panel: "table" });
  };
}
