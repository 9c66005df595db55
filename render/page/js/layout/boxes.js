// Boxes that are taken, found quickly: a grid of cells, each with the boxes that touch it.

const CELL = 48;

/** Return an empty index of boxes (left, right, top, bottom). */
export function boxIndex() {
  const cells = new Map();
  return {
    /** Whether a box touches none that is taken. */
    free(box) {
      let free = true;
      eachCell(box, (key) => {
        if (free) free = (cells.get(key) || []).every((other) => beside(box, other));
      });
      return free;
    },
    /** Take a box. */
    take(box) {
      eachCell(box, (key) => {
        if (cells.has(key)) cells.get(key).push(box);
        else cells.set(key, [box]);
      });
      return box;
    },
  };
}

function eachCell({ left, right, top, bottom }, visitCell) {
  for (let row = Math.floor(top / CELL); row * CELL <= bottom; row += 1) {
    for (let column = Math.floor(left / CELL); column * CELL <= right; column += 1) visitCell(row * 65536 + column);
  }
}

/** Whether two boxes do not touch. */
export function beside(a, b) {
  return a.right <= b.left || a.left >= b.right || a.bottom <= b.top || a.top >= b.bottom;
}
