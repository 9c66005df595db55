import assert from "node:assert/strict";
import { test } from "node:test";
import { compareLists, compareTexts, numberWords, rounded } from "../../../../render/page/js/model/numbers.js";
import { hasWords, normal } from "../../../../render/page/js/model/text.js";

test("weights are rounded to nine decimals, halves upward", () => {
  assert.equal(rounded(0.7 * 0.8 * 0.6), 0.336);
  assert.equal(rounded(0.6 * 0.8 * 0.7), 0.336);
  assert.equal(rounded(0.00000000051), 0.000000001);
});

test("texts are ordered by code points", () => {
  const texts = ["b", "\u{1F600}", "\uFFFD", "a", "ab", "\u{10000}", ""];
  assert.deepEqual(texts.sort(compareTexts), ["", "a", "ab", "b", "\uFFFD", "\u{10000}", "\u{1F600}"]);
  assert.ok(compareLists(["a"], ["a", "a"]) < 0);
});

test("numbers are short and never zero unless they are", () => {
  assert.deepEqual([0.336, 1, 0.00042, 0, 0.1234567].map(numberWords), ["0.336", "1", "0.00042", "0", "0.123"]);
});

test("names are compared without case, marks, dots and article", () => {
  assert.deepEqual(["The U.S. Army", "Jam'iyyat-i Islāmī", "Łódź", "Johnson & Johnson"].map((name) => normal(name)), ["us army", "jamiyyat i islami", "lodz", "johnson and johnson"]);
  assert.equal(hasWords("quds force of iran", ["iran", "qu"]), true);
  assert.equal(hasWords("quds force", ["uds"]), false);
});
