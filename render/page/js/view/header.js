// The head of the page, its live region, and notices.

import { shownWords } from "./app.js";
import { byId, button } from "./dom.js";

/** Return the view of the head: the question, and how much is shown of how much there is. */
export function headerView(app) {
  const live = byId("live"), notice = byId("notice");
  app.countWords = () => shownWords(app);
  byId("subtitle").textContent = app.data.subtitle;
  byId("empty").hidden = app.graph.entities.length > 0;
  return {
    update: (_, before) => {
      const words = app.countWords();
      byId("title").textContent = app.answer ? app.answer.question : app.data.title;
      byId("count").textContent = words;
      if (before && before.words !== words) live.textContent = words;
    },
    say: (text) => { live.textContent = text; },
    warn: (text) => {
      notice.replaceChildren(text, " ", button("Close", () => { notice.hidden = true; }, { class: "action" }));
      notice.hidden = false;
    },
  };
}
