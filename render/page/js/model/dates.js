// ISO dates of any precision, compared as text: a coarse date is a prefix of every day in it.

const DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/;

/** Return whether a text is a date that a calendar has. */
export function isDate(text) {
  const [, year, month, day] = DATE.exec(text) || [];
  if (!year || year === "0000") return false;
  if (month !== undefined && (month < "01" || month > "12")) return false;
  return day === undefined || (day >= "01" && Number(day) <= daysIn(Number(year), Number(month)));
}

/** Return the first day that a date covers. */
export function firstDay(date) {
  return `${date}-01-01`.slice(0, 10);
}

/** Return the last day that a date covers. */
export function lastDay(date) {
  if (date.length === 4) return `${date}-12-31`;
  return date.length === 7 ? `${date}-${daysIn(Number(date.slice(0, 4)), Number(date.slice(5)))}` : date;
}

/** Return the number of days of a month. */
export function daysIn(year, month) {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Return the day after a day. */
export function dayAfter(day) {
  const [year, month, date] = day.split("-").map(Number);
  if (date < daysIn(year, month)) return written(year, month, date + 1);
  return month < 12 ? written(year, month + 1, 1) : written(year + 1, 1, 1);
}

function written(year, month, day) {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** Return whether a span shares a day with a window of days; null and "" are open. */
export function inWindow({ start, end }, low, high) {
  return !(high && start && firstDay(start) > high) && !(low && end && lastDay(end) < low);
}

/** Return a span in words that follow a verb: "on 2020-01-03", "since 2012", "" when undated. */
export function when(start, end) {
  if (start && end) return start === end ? `${start.length === 10 ? "on" : "in"} ${start}` : `from ${start} to ${end}`;
  return start ? `since ${start}` : end ? `until ${end}` : "";
}
