// Who says so: tellings of one publisher, or of one wire text, are one voice.

import { compareTexts } from "./numbers.js";
import { normal } from "./text.js";

const WIRE = 60; // characters of a quote in normal form from which on two papers printed one text
const COUNTED = ["asserted", "claimed"];

/** Return in order of name each voice that is the only source of at least one hop. */
export function restsOn(graph, hops) {
  const alone = hops.map((hop) => voices(graph, hop.flatMap(countingTellings))).filter((hop) => hop.length === 1);
  const names = new Set(alone.map(([voice]) => voice).filter((name) => name !== null));
  return [...names].sort(compareTexts);
}

/** Return the tellings of a relation that count for its confidence. */
function countingTellings({ modality, tellings }) {
  return tellings.filter((telling) => (telling.retracted !== null) === (modality === "retracted")).filter((telling) => (COUNTED.includes(modality) ? COUNTED.includes(telling.modality) : modality === "retracted" || telling.modality === modality));
}

/** Return the names of the voices of some tellings, null for one that stands in no document. */
export function voices(graph, tellings) {
  const groups = [];
  for (const telling of tellings) {
    const keys = keysOf(graph, telling);
    const alike = groups.filter((group) => keys.some((key) => group.keys.has(key)));
    for (const group of alike) groups.splice(groups.indexOf(group), 1);
    groups.push({ keys: new Set([...keys, ...alike.flatMap((group) => [...group.keys])]), tellings: [telling, ...alike.flatMap((group) => group.tellings)] });
  }
  return groups.map((group) => voiceName(graph, group.tellings));
}

function keysOf(graph, { publisher, document, quote }) {
  const keys = publisher && document ? [`p ${normal(publisher)}`] : document ? [`d ${document}`] : [];
  const text = quote ? normal(quote) : "";
  return text.length >= WIRE ? [...keys, `q ${text}`] : keys;
}

/** Return the first in order of name of a voice's publishers, else of its documents. */
function voiceName(graph, tellings) {
  const publishers = tellings.map(({ publisher, document }) => document && publisher).filter(Boolean);
  const names = publishers.length ? publishers : tellings.map(({ document }) => document).filter(Boolean);
  return names.length ? names.sort(compareTexts)[0] : null;
}
