"use strict";
function main() {
  const data = JSON.parse(document.getElementById("data").textContent);
  drawLegend(data.legend);
  if (!data.nodes.length) return ready();

  const place = document.getElementById("picture");
  const nodeOf = new Map(data.nodes.map((node) => [node.id, node]));
  const edgeOf = new Map(data.edges.map((edge) => [edge.id, edge]));
  const edgesAt = new Map(data.nodes.map((node) => [node.id, []]));
  for (const edge of data.edges) for (const end of new Set([edge.from, edge.to])) edgesAt.get(end).push(edge);
  for (const node of data.nodes) {
    const { degree, answer } = node.linkchart;
    node.size = Math.min(24, 8 + 2.2 * Math.sqrt(degree)) + (answer ? 4 : 0);
  }

  // The picture ------------------------------------------------------------------------------------------------------

  const ink = document.createElement("canvas").getContext("2d");
  ink.font = `${FONT}px ${FACE}`;
  const spotOf = settled(data.nodes, data.edges, ink, place.clientWidth / place.clientHeight);
  const courseOf = courses(data.edges, spotOf);
  const answered = data.nodes.some((node) => node.linkchart.answer);
  const few = !answered && data.edges.length <= 40;
  let fontSize = FONT, swell = 1;

  const nodeOptions = (node) => nodeLook(node, answered && !node.linkchart.answer, fontSize, swell);
  const edgeOptions = (edge) => edgeLook(edge, answered && !edge.linkchart.answer, few || edge.linkchart.answer, fontSize * 0.85);
  const nodes = new vis.DataSet(data.nodes.map((node) => {
    const { x, y } = spotOf.get(node.id);
    return { label: node.label, shape: node.shape, x, y, ...nodeOptions(node) };
  }));
  const edges = new vis.DataSet(data.edges.map((edge) => {
    const { from, to, arrows } = edge;
    return { from, to, arrows, ...courseOf.get(edge.id), ...edgeOptions(edge) };
  }));
  const network = new vis.Network(place, { nodes, edges }, {
    layout: { improvedLayout: false },
    physics: false,
    interaction: { hover: true, selectConnectedEdges: false, hideEdgesOnDrag: data.edges.length > 300 },
    nodes: { chosen: { label: false } },
    edges: { selectionWidth: 0, hoverWidth: 0, arrowStrikethrough: false, arrows: { to: { scaleFactor: 0.6 } }, chosen: { edge: lift, label: false } },
  });

  function write(first = []) {
    const written = namesAt(data.nodes, spotOf, network.getScale(), new Set(first));
    fontSize = written.size;
    swell = written.swell;
    nodes.update(data.nodes.map((node) => ({ id: node.id, label: written.names.get(node.id), size: node.size * swell, font: { size: fontSize } })));
    edges.update(data.edges.filter((edge) => few || edge.linkchart.answer).map(({ id }) => ({ id, font: { size: fontSize * 0.85 } })));
  }

  function ready() {
    document.getElementById("wait")?.remove();
    document.documentElement.dataset.ready = "";
  }

  // Cards ------------------------------------------------------------------------------------------------------------

  const card = document.getElementById("card");
  const nameAt = (id) => (nodeOf.has(id) ? nodeOf.get(id).linkchart.name : null);
  const around = (id) => [id, ...edgesAt.get(id).flatMap((edge) => [edge.from, edge.to])];

  function show(element, first) {
    card.replaceChildren(element);
    document.getElementById("panel").scrollTop = 0;
    write(first);
  }

  function openOverview() {
    network.unselectAll();
    show(overviewCard(data.nodes, answered, go));
  }

  function openNode(id) {
    show(entityCard(nodeOf.get(id), edgesAt.get(id), nameAt, (edge) => { openEdge(edge); card.focus(); }), around(id));
    network.setSelection({ nodes: [id], edges: edgesAt.get(id).map((edge) => edge.id) }, { highlightEdges: false });
  }

  function openEdge(id) {
    const edge = edgeOf.get(id);
    show(relationCard(edge, nameAt, go), [edge.from, edge.to]);
    network.setSelection({ nodes: [edge.from, edge.to], edges: [id] }, { highlightEdges: false });
  }

  /** Open a node's card and bring the node into view, moving the picture only when it has to. */
  function go(id) {
    const spot = network.canvasToDOM(spotOf.get(id));
    const inView = spot.x > 30 && spot.y > 30 && spot.x < place.clientWidth - 30 && spot.y < place.clientHeight - 30;
    if (!inView || network.getScale() < 0.6) network.focus(id, { scale: Math.max(network.getScale(), 0.8), animation: false });
    openNode(id);
    card.focus({ preventScroll: true });
  }

  let waiting = 0;
  function later() {
    clearTimeout(waiting);
    waiting = setTimeout(write, 120, network.getSelectedNodes().flatMap(around));
  }

  network.on("zoom", later);
  network.on("resize", later);
  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node !== undefined) openNode(node);
    else if (edge !== undefined) openEdge(edge);
    else openOverview();
  });
  network.on("dragEnd", ({ nodes: moved }) => {
    for (const [id, spot] of Object.entries(network.getPositions(moved))) Object.assign(spotOf.get(id), spot);
  });
  for (const kind of ["Node", "Edge"]) {
    network.on(`hover${kind}`, () => place.classList.add("over"));
    network.on(`blur${kind}`, () => place.classList.remove("over"));
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    nodes.update(data.nodes.map(nodeOptions));
    edges.update(data.edges.map(edgeOptions));
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") openOverview(); });
  startSearch(data.nodes, go);
  network.fit({ animation: false });
  openOverview();
  network.once("afterDrawing", ready);
  network.redraw();
  window.linkchart = { network }; // a handle for the console and for tests
}

// One frame for the page to say that it is drawing, then the drawing, which takes the browser's whole attention.
if (document.getElementById("wait")) document.getElementById("wait").hidden = false;
requestAnimationFrame(() => setTimeout(main));
