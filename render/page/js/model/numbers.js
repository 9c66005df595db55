// Numbers and ids compared as the command line compares them.

/** Return a value to 9 decimals, halves upward; the margin is wider than the error of a product. */
export function rounded(value) {
  return Math.floor(value * 1e9 + 0.500001) / 1e9;
}

/** Return the order of two texts by code points, as Python sorts; `<` goes by UTF-16 units. */
export function compareTexts(a, b) {
  if (a === b) return 0;
  let at = 0;
  while (at < a.length && at < b.length && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  if (at === a.length || at === b.length) return a.length - b.length;
  if (isLowSurrogate(a.charCodeAt(at)) && isLowSurrogate(b.charCodeAt(at))) at -= 1;
  return a.codePointAt(at) - b.codePointAt(at);
}

function isLowSurrogate(unit) {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** Return the order of two lists of texts, item by item, the shorter first. */
export function compareLists(a, b) {
  for (let at = 0; at < a.length && at < b.length; at += 1) {
    const order = compareTexts(a[at], b[at]);
    if (order) return order;
  }
  return a.length - b.length;
}

/** Return the least of some texts. */
export function leastText(texts) {
  return texts.reduce((least, text) => (compareTexts(text, least) < 0 ? text : least));
}

/** Return a weight or score short enough to read, never zero unless it is. */
export function numberWords(value) {
  if (Math.abs(value) >= 0.01) return String(Number(value.toFixed(3)));
  return value === 0 ? "0" : String(Number(value.toPrecision(3)));
}
