// Bodies that push one another and pull along ties until they rest. Only + - * / and square roots: the same everywhere.

const STEPS = 240;
const WORK = 22_000_000; // pushes in one layout: many bodies take fewer steps

/** Let bodies settle; ties are pairs of places in the list. `reach`: where a pull equals a push. `aspect`: how much wider than high. */
export function settle(bodies, ties, reach, aspect = 1) {
  const count = bodies.length;
  if (count < 2) return;
  const x = Float64Array.from(bodies, (body) => body.x), y = Float64Array.from(bodies, (body) => body.y);
  const fx = new Float64Array(count), fy = new Float64Array(count);
  const ease = tieEase(count, ties);
  const steps = Math.max(40, Math.min(STEPS, Math.floor((2 * WORK) / (count * count))));
  for (let step = 0; step < steps; step += 1) {
    push(x, y, fx, fy, reach * reach);
    pull(x, y, fx, fy, ties, ease, reach);
    move(x, y, fx, fy, reach * (1 - step / steps) * 0.5 + 0.3, aspect);
  }
  bodies.forEach((body, index) => { body.x = x[index]; body.y = y[index]; });
}

/** Return for each tie how strongly it pulls: less between two that have many. */
function tieEase(count, ties) {
  const degree = new Float64Array(count);
  for (const [a, b] of ties) { degree[a] += 1; degree[b] += 1; }
  return Float64Array.from(ties, ([a, b]) => 1 / Math.sqrt(Math.min(degree[a], degree[b])));
}

function push(x, y, fx, fy, strength) {
  const count = x.length;
  for (let i = 0; i < count; i += 1) {
    const xi = x[i], yi = y[i];
    let sumX = 0, sumY = 0;
    for (let j = i + 1; j < count; j += 1) {
      const dx = xi - x[j], dy = yi - y[j];
      const square = dx * dx + dy * dy;
      const force = strength / (square > 1 ? square : 1);
      sumX += dx * force;
      sumY += dy * force;
      fx[j] -= dx * force;
      fy[j] -= dy * force;
    }
    fx[i] += sumX;
    fy[i] += sumY;
  }
}

function pull(x, y, fx, fy, ties, ease, reach) {
  for (let index = 0; index < ties.length; index += 1) {
    const [a, b] = ties[index];
    const dx = x[a] - x[b], dy = y[a] - y[b];
    const force = (Math.sqrt(dx * dx + dy * dy) / reach) * ease[index];
    fx[a] -= dx * force;
    fy[a] -= dy * force;
    fx[b] += dx * force;
    fy[b] += dy * force;
  }
}

function move(x, y, fx, fy, most, aspect) {
  const lean = 0.5 + x.length / 80;
  for (let index = 0; index < x.length; index += 1) {
    const stepX = fx[index] - (x[index] * lean) / aspect, stepY = fy[index] - y[index] * lean * aspect;
    const size = Math.sqrt(stepX * stepX + stepY * stepY) || 1;
    const part = Math.min(size, most) / size;
    x[index] += stepX * part;
    y[index] += stepY * part;
    fx[index] = 0;
    fy[index] = 0;
  }
}
