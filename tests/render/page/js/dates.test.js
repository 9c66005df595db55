import assert from "node:assert/strict";
import { test } from "node:test";
import { dayAfter, firstDay, inWindow, isDate, lastDay, when } from "../../../../render/page/js/model/dates.js";

test("dates are those that a calendar has", () => {
  assert.deepEqual(["2020", "2020-02", "2020-02-29"].map(isDate), [true, true, true]);
  assert.deepEqual(["0000", "2020-13", "2019-02-29", "2020-1", "x", ""].map(isDate), Array(6).fill(false));
});

test("a coarse date covers its days", () => {
  assert.deepEqual([firstDay("2020"), lastDay("2020"), lastDay("2020-02"), lastDay("1900-02")], ["2020-01-01", "2020-12-31", "2020-02-29", "1900-02-28"]);
});

test("the day after the last of a month or year begins the next", () => {
  assert.deepEqual(["2020-02-28", "2020-02-29", "2019-12-31"].map(dayAfter), ["2020-02-29", "2020-03-01", "2020-01-01"]);
});

test("a span with open bounds shares days with a window", () => {
  assert.equal(inWindow({ start: "2020", end: null }, "2021-01-01", ""), true);
  assert.equal(inWindow({ start: "2020", end: "2020-03" }, "2020-03-31", "2020-12-31"), true);
  assert.equal(inWindow({ start: "2020", end: "2020-03" }, "2020-04-01", ""), false);
  assert.equal(inWindow({ start: null, end: null }, "2020-04-01", "2020-04-01"), true);
});

test("spans are said as the command line says them", () => {
  assert.deepEqual([when("2020-01-03", "2020-01-03"), when("2012", null), when(null, "2020-01"), when("2012", "2014"), when(null, null)],
    ["on 2020-01-03", "since 2012", "until 2020-01", "from 2012 to 2014", ""]);
});
