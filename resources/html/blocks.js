/** What lies where, in squares of the map: finds the things that meet an area without asking most of them. What reaches over
 * very many squares, such as a line to a card that somebody dragged far away, is asked always. */
const makeGrid = (things) => {
  const side = 1000, most = 10000, cells = new Map(), vast = [];
  const each = (area, act) => {
    for (let row = Math.floor(area.top / side); row <= Math.floor(area.bottom / side); row += 1) {
      for (let column = Math.floor(area.left / side); column <= Math.floor(area.right / side); column += 1) {
        act(`${column} ${row}`);
      }
    }
  };
  for (const thing of things) {
    const area = { left: thing.x, top: thing.y, right: thing.x + thing.width, bottom: thing.y + thing.height };
    if ((thing.width / side + 1) * (thing.height / side + 1) > most) { vast.push(thing); continue; }
    each(area, (key) => { if (cells.has(key)) { cells.get(key).push(thing); } else { cells.set(key, [thing]); } });
  }
  const meets = (thing, area) => thing.x <= area.right && thing.x + thing.width >= area.left
    && thing.y <= area.bottom && thing.y + thing.height >= area.top;
  return (area) => {
    const found = new Set(vast.filter((thing) => meets(thing, area)));
    if ((area.right - area.left) * (area.bottom - area.top) > cells.size * side * side * 4) {
      return things.filter((thing) => meets(thing, area));
    }
    each(area, (key) => { for (const thing of cells.get(key) || []) { if (meets(thing, area)) { found.add(thing); } } });
    return [...found];
  };
};

/** The map from afar: cards as blocks in the colour of their kind, links as thin lines, hits with their numbers, on a canvas. */
const makeBlocks = (canvas) => {
  const pen = canvas.getContext("2d", { alpha: true });
  const known = new Map();
  const colour = (name) => {
    if (!known.has(name)) { known.set(name, getComputedStyle(document.documentElement).getPropertyValue(name).trim()); }
    return known.get(name);
  };
  const grouped = (things, keyOf) => {
    const groups = new Map();
    for (const thing of things) {
      const key = keyOf(thing);
      if (groups.has(key)) { groups.get(key).push(thing); } else { groups.set(key, [thing]); }
    }
    return groups;
  };
  const drawLinks = (links, look) => {
    pen.lineWidth = 1 / look.scale;
    for (const [key, several] of grouped(links, (link) => `${link.ink} ${link.dim ? 0.16 : 0.75}`)) {
      const [ink, alpha] = key.split(" ");
      pen.strokeStyle = colour(ink);
      pen.globalAlpha = +alpha;
      for (const link of several) {
        link.path = link.path || new Path2D(link.way);
        pen.stroke(link.path);
      }
    }
  };
  const drawBridges = (bridges, look) => {
    pen.globalAlpha = 1;
    pen.strokeStyle = colour("--secondary");
    pen.setLineDash([2 / look.scale, 3 / look.scale]);
    for (const bridge of bridges) { pen.stroke(new Path2D(bridge.way)); }
    pen.setLineDash([]);
  };
  const drawCards = (cards) => {
    for (const [key, several] of grouped(cards, (card) => `--${card.kind} ${card.dim ? 0.16 : card.falls ? 0.6 : 1}`)) {
      const [ink, alpha] = key.split(" ");
      pen.fillStyle = colour(ink);
      pen.globalAlpha = +alpha;
      pen.beginPath();
      for (const card of several) { pen.rect(card.x, card.y, card.width, card.height); }
      pen.fill();
    }
    pen.globalAlpha = 1;
  };
  /** Numbers stay as large as they are, so where there are many only the frames are drawn. */
  const drawHits = (hits, look, ratio) => {
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.font = "600 11px Inter, sans-serif";
    pen.textAlign = "center";
    pen.lineWidth = 2;
    for (const card of hits) {
      const x = card.x * look.scale + look.x, y = card.y * look.scale + look.y, text = String(card.number);
      pen.strokeStyle = colour("--text");
      pen.strokeRect(x - 1, y - 1, card.width * look.scale + 2, card.height * look.scale + 2);
      if (hits.length > 120) { continue; }
      pen.fillStyle = colour("--secondary");
      pen.beginPath();
      pen.arc(x, y, text.length > 2 ? 12 : 9, 0, 7);
      pen.fill();
      pen.fillStyle = colour("--card");
      pen.fillText(text, x, y + 4);
    }
  };
  // The canvas reaches half a stage further on every side. Until something else than the place changes, it is moved and stretched
  // as a picture, and drawn afresh when it no longer covers the stage or has been stretched and rests.
  let made = null, resting = 0;
  const paint = (look, [wide, high], inside) => {
    const ratio = window.devicePixelRatio || 1, across = Math.round(2 * wide * ratio), down = Math.round(2 * high * ratio);
    if (canvas.width !== across || canvas.height !== down) { canvas.width = across; canvas.height = down; }
    made = { scale: look.scale, x: look.x + wide / 2, y: look.y + high / 2, wide, high };
    const area = {
      left: -made.x / look.scale, right: (2 * wide - made.x) / look.scale,
      top: -made.y / look.scale, bottom: (2 * high - made.y) / look.scale,
    };
    const { cards, links, bridges } = inside(area);
    canvas.style.transform = "";
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, across, down);
    pen.setTransform(ratio * look.scale, 0, 0, ratio * look.scale, ratio * made.x, ratio * made.y);
    drawLinks(links, look);
    drawBridges(bridges, look);
    drawCards(cards);
    drawHits(cards.filter((card) => card.number), made, ratio);
  };
  const draw = (look, [wide, high], inside) => {
    canvas.hidden = false;
    clearTimeout(resting);
    const usable = made && made.wide === wide && made.high === high;
    const ratio = usable ? look.scale / made.scale : 0;
    const x = usable ? look.x + wide / 2 - ratio * made.x : 0, y = usable ? look.y + high / 2 - ratio * made.y : 0;
    const covers = x <= wide / 2 && y <= high / 2 && x + 2 * wide * ratio >= 1.5 * wide && y + 2 * high * ratio >= 1.5 * high;
    if (usable && covers && ratio > 0.55 && ratio < 1.8) {
      canvas.style.transform = `translate(${x}px, ${y}px) scale(${ratio})`;
      if (ratio !== 1) { resting = setTimeout(() => { paint(look, [wide, high], inside); }, 110); }
    } else {
      paint(look, [wide, high], inside);
    }
  };
  const clear = () => {
    clearTimeout(resting);
    made = null;
    canvas.hidden = true;
  };
  return { draw, clear, spoil: () => { made = null; }, forget: () => { known.clear(); made = null; } };
};
