// Colours by the name of their CSS variable.

/** Return a function from a variable's name to its colour in the page's present scheme; it reads each once. */
export function pageColours() {
  const style = getComputedStyle(document.documentElement);
  const known = new Map();
  return (name) => {
    if (!known.has(name)) known.set(name, style.getPropertyValue(name).trim());
    return known.get(name);
  };
}

/** Return a function from a variable's name to its colour on a light page, whatever the scheme: for print and files. */
export function lightColours() {
  const known = new Map();
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (rule.selectorText !== ":root") continue;
      for (const name of rule.style) if (name.startsWith("--") && !known.has(name)) known.set(name, rule.style.getPropertyValue(name).trim());
    }
  }
  return (name) => known.get(name) || "#000000";
}
