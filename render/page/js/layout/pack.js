// Packing circles: each goes beside two others where it is nearest to the middle and to those it is tied to.

/** Set x and y of circles (radius; the largest first) so that none overlap; `aspect`: how much wider than high. */
export function packCircles(circles, ties, aspect) {
  circles.forEach((circle, index) => {
    if (index === 0) return place(circle, { x: 0, y: 0 });
    const placed = circles.slice(0, index);
    const wanted = (spot) => cost(spot, index, placed, ties, circles.length, aspect);
    const spots = candidates(circle, placed).filter((spot) => isFree(spot, circle.radius, placed));
    place(circle, spots.reduce((best, spot) => (wanted(spot) < wanted(best) ? spot : best)));
  });
}

function place(circle, { x, y }) {
  circle.x = x;
  circle.y = y;
}

const AROUND = [[1, 0], [0, 1], [-1, 0], [0, -1]];

/** Return the spots where a circle touches one other, to four sides, or two. */
function candidates({ radius }, placed) {
  const spots = [];
  const near = placed.length > 60 ? placed.slice(-60) : placed;
  near.forEach((a, index) => {
    for (const [dx, dy] of AROUND) spots.push({ x: a.x + dx * (a.radius + radius + 0.01), y: a.y + dy * (a.radius + radius + 0.01) });
    for (const b of near.slice(index + 1)) spots.push(...touching(a, b, radius + 0.01));
  });
  return spots;
}

/** Return the two spots at which a circle of a radius touches two others; none when they are too far apart. */
function touching(a, b, radius) {
  const dx = b.x - a.x, dy = b.y - a.y;
  const square = dx * dx + dy * dy, far = Math.sqrt(square);
  const toA = a.radius + radius, toB = b.radius + radius;
  if (far > toA + toB || far === 0) return [];
  const along = (toA * toA - toB * toB + square) / (2 * far);
  const aside = Math.sqrt(Math.max(0, toA * toA - along * along));
  const x = a.x + (dx * along) / far, y = a.y + (dy * along) / far;
  return [{ x: x - (dy * aside) / far, y: y + (dx * aside) / far }, { x: x + (dy * aside) / far, y: y - (dx * aside) / far }];
}

function isFree({ x, y }, radius, placed) {
  return placed.every((other) => {
    const dx = x - other.x, dy = y - other.y, least = radius + other.radius;
    return dx * dx + dy * dy >= least * least - 0.001;
  });
}

/** Return how unwelcome a spot is: how far from the middle, and from the circles that it is tied to. */
function cost({ x, y }, index, placed, ties, count, aspect) {
  let pull = 0, weight = 0;
  placed.forEach((other, at) => {
    const tied = ties.get(index * count + at) || 0;
    if (!tied) return;
    const dx = x - other.x, dy = y - other.y;
    pull += tied * (Math.sqrt(dx * dx + dy * dy) - other.radius);
    weight += tied;
  });
  const middle = Math.sqrt((x * x) / aspect + y * y * aspect);
  return middle + (weight ? (0.5 * pull) / weight : 0);
}
