// The page: its data read, its views started.

import { isDate } from "./model/dates.js";
import { loadLibrary } from "./draw/library.js";
import { readGraph } from "./model/graph.js";
import { addPictures } from "./out/pictures.js";
import { addPrinting } from "./out/print.js";
import { addSaving } from "./out/save.js";
import { addActs } from "./view/acts.js";
import { createApp, startViews } from "./view/app.js";
import { byId } from "./view/dom.js";
import { canvasView } from "./view/canvas.js";
import { addComparing, commandsOf } from "./view/commands.js";
import { filtersView } from "./view/filters.js";
import { finderView } from "./view/finder.js";
import { headerView } from "./view/header.js";
import { keysView } from "./view/keys.js";
import { panelView } from "./view/panel.js";
import { addReading } from "./view/reader.js";
import { addPlaying } from "./view/steps.js";
import { timelineView } from "./view/timeline.js";
import { toolsView } from "./view/tools.js";

async function main() {
  try {
    await loadLibrary();
  } catch {
    byId("wait").textContent = "This browser is too old to draw the page: it cannot unpack what the page carries. Chrome and Edge can from 80, Safari from 16.4, Firefox from 113.";
    return;
  }
  const data = JSON.parse(document.getElementById("data").textContent);
  const app = createApp(readGraph(data), data);
  addActs(app);
  addReading(app);
  addPlaying(app);
  addComparing(app, isDate);
  addSaving(app);
  addPictures(app);
  addPrinting(app);
  const commands = commandsOf(app);
  startViews(app, [
    headerView(app), toolsView(app, commands), finderView(app, commands), filtersView(app), timelineView(app), panelView(app), keysView(app),
    ...(app.graph.entities.length ? [canvasView(app, ready)] : []),
  ]);
  if (!app.graph.entities.length) ready();
  window.linkchart = { ...window.linkchart, app }; // a handle for the console and for tests
}

function ready() {
  byId("wait").hidden = true;
  document.documentElement.dataset.ready = "";
}

// One frame for the page to say that it is drawing, then the drawing, which takes the browser's whole attention.
byId("wait").hidden = false;
requestAnimationFrame(() => setTimeout(main));
