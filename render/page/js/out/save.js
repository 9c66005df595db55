// A copy of the page with its notes, pins and steps: all else is the page byte for byte.

import { download } from "./download.js";

/** The text of this page, read before anything in it was changed. */
const SOURCE = `<!DOCTYPE html>${document.documentElement.outerHTML}`;

/** Return the page with other data in the place of its data block. */
function pageWith(data) {
  const block = document.getElementById("data").textContent;
  const text = JSON.stringify(data).replace(/[<>&'\u007f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const at = SOURCE.lastIndexOf(block);
  return SOURCE.slice(0, at) + text + SOURCE.slice(at + block.length);
}

/** Let the page save copies of itself. */
export function addSaving(app) {
  app.saveCopy = () => {
    const { notes, pins, steps } = app.state;
    download("linkchart.html", pageWith({ ...app.data, notes, pins, steps }), "text/html");
    app.hasSaved();
    app.say("A copy of the page was saved.");
  };
}
