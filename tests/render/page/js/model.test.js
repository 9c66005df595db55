import assert from "node:assert/strict";
import { test } from "node:test";
import { compareLists, compareTexts, numberWords, rounded } from "../../../../render/page/js/model/numbers.js";
import { gradeWords, togetherWords, valueWords } from "../../../../render/page/js/model/words.js";
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

test("a grade is never zero by rounding and none is ungraded", () => {
  assert.deepEqual([null, 0.48, 1, 0.004].map(gradeWords), ["ungraded", "graded 0.48", "graded 1", "graded 0.004"]);
});

test("values of attributes are written as people do", () => {
  assert.deepEqual([["troops", "funding"], false, 90, null, { a: 1 }].map(valueWords), ["troops and funding", "no", "90", "", '{"a":1}']);
});

test("what holds at once is said with its span", () => {
  assert.deepEqual([null, [], ["2019-01-01", null], ["2019-01-01", "2019-12-31"]].map(togetherWords),
    ["", "never at the same time", "all at the same time since 2019-01-01", "all at the same time from 2019-01-01 to 2019-12-31"]);
});
