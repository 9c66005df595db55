// How wide a text is and how it breaks into lines, counted in characters: the same in every window and font.

export const LETTER = 12; // the least height of a letter, in pixels on the screen
export const LEADING = 1.2; // the height of a line, in letters

const CLASSES = [
  [/[\p{M}\u200b-\u200f\u202a-\u202e\u2060-\u2069]/u, 0],
  [/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\p{Extended_Pictographic}]/u, 1.05],
  [/[ijl.,:;'|!I]/, 0.3],
  [/[ frt()[\]/\\"-]/, 0.38],
  [/[mwMW@%]/, 0.92],
  [/\p{Lu}/u, 0.68],
];

const widths = new Map();

function letterWidth(letter) {
  let width = widths.get(letter);
  if (width === undefined) {
    width = CLASSES.find(([pattern]) => pattern.test(letter))?.[1] ?? 0.57;
    widths.set(letter, width);
  }
  return width;
}

/** Return the width of a text in letters of height 1. */
export function textWidth(text) {
  let width = 0;
  for (const letter of text) width += letterWidth(letter);
  return width;
}

const WIDEST_LINE = 22; // characters
const NARROW_LINE = 13;

/** Return a name in at most two lines, elided where it is too long. */
export function nameLines(name) {
  return brokenLines(name, WIDEST_LINE, 2);
}

/** Return a name in up to three short lines; null when that is no narrower, breaks a word or does not hold all. */
export function narrowLines(name) {
  if (name.split(" ").some((word) => [...word].length > NARROW_LINE)) return null; // no word is broken for it
  const lines = brokenLines(name, NARROW_LINE, 3);
  const elided = lines[lines.length - 1].endsWith("…");
  return lines.length > nameLines(name).length && !elided ? lines : null;
}

function brokenLines(name, longest, most) {
  const lines = [];
  for (const word of name.split(" ")) {
    const letters = [...word];
    const last = lines.length - 1;
    if (last >= 0 && [...lines[last]].length + 1 + letters.length <= longest) lines[last] += ` ${word}`;
    else for (let start = 0; start < letters.length; start += longest) lines.push(letters.slice(start, start + longest).join(""));
    if (lines.length > most) break;
  }
  if (lines.length > most) lines.splice(most - 1, lines.length, `${[...lines[most - 1]].slice(0, longest - 1).join("").trimEnd()}…`);
  return lines.length ? lines : ["(no name)"];
}

/** Return the width and height of some lines, in letters of height 1. */
export function textSize(lines) {
  return { wide: Math.max(...lines.map(textWidth)), high: lines.length * LEADING };
}
