// The outlines of nodes as SVG paths, the same on the canvas, in an SVG and in the legend.

const OUTLINES = {
  square: polygon([[-0.88, -0.88], [0.88, -0.88], [0.88, 0.88], [-0.88, 0.88]]),
  hexagon: polygon([[0, -1], [0.87, -0.5], [0.87, 0.5], [0, 1], [-0.87, 0.5], [-0.87, -0.5]]),
  triangle: polygon([[0, -1], [1, 0.8], [-1, 0.8]]),
  triangleDown: polygon([[0, 1], [-1, -0.8], [1, -0.8]]),
  diamond: polygon([[0, -1.05], [1.05, 0], [0, 1.05], [-1.05, 0]]),
  star: polygon([[0, -1.1], [0.28, -0.39], [1.05, -0.34], [0.45, 0.15], [0.65, 0.89], [0, 0.48], [-0.65, 0.89], [-0.45, 0.15], [-1.05, -0.34], [-0.28, -0.39]]),
  box: polygon([[-1, -0.65], [1, -0.65], [1, 0.65], [-1, 0.65]]),
};

function polygon(points) {
  return (radius) => `M${points.map(([x, y]) => `${number(x * radius)} ${number(y * radius)}`).join("L")}Z`;
}

/** Return the outline of a shape around the origin as the data of an SVG path; an unknown shape is a dot. */
export function outline(shape, radius) {
  if (Object.hasOwn(OUTLINES, shape)) return OUTLINES[shape](radius);
  const r = number(radius);
  return `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
}

/** Return a number to a hundredth. */
export function number(value) {
  return Math.round(value * 100) / 100;
}
