// Panes: the pages of a PDF as pictures, and e-book, deck and web page in frames that change without a blink.

const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, td, th, figcaption, caption, dt, dd, pre, summary";
const DEVICES = {
  book: { Phone: [390, 700], Tablet: [768, 1024], "E-ink": [600, 800] },
  page: { "Full width": null, Phone: [390, 844], Tablet: [768, 1024] },
};

const rule = (selector, text) => `${selector} { ${text} }`;
const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--color-${name}`).trim();

function markSheet() {
  const [accent, second] = [color("accent"), color("second")];
  const own = ":root[data-dossier-shade] [data-fact]";
  return [
    // As readers do at night: their colours win, pictures stay.
    rule(":root[data-dossier-night], :root[data-dossier-night] :not(img, svg, svg *)",
      `background-color: ${color("ink")} !important; color: ${color("grey-3")} !important; border-color: ${color("grey-1")} !important`),
    rule("[data-fact]", "cursor: pointer"),
    rule("[data-dossier-current], [data-dossier-spot]", `outline: 3px solid ${second} !important; outline-offset: 2px`),
    rule(own, `box-shadow: inset 0 -2px ${accent}; background-color: color-mix(in srgb, ${accent} 16%, transparent) !important`),
    rule(":root[data-dossier-night][data-dossier-shade] [data-fact]", `background-color: ${color("accent")} !important`),
    rule("::highlight(dossier-unbound)", `background-color: color-mix(in srgb, ${second} 30%, transparent); text-decoration: underline wavy ${second}`),
    rule(`${own}[data-dossier-state="stale"], ${own}[data-dossier-state="unsourced"], ${own}[data-dossier-state="proposed"]`,
      `box-shadow: inset 0 -2px ${second}; background-color: color-mix(in srgb, ${second} 20%, transparent)`),
  ].join("\n");
}

function make(tag, values = {}, ...children) {
  const result = Object.assign(document.createElement(tag), values);
  result.append(...children);
  return result;
}

const queries = new WeakMap();

// A page asks for the scheme of the browser; here it gets the one that is chosen.
function setScheme(rules, isDark) {
  for (const each of rules) {
    if (each.media) {
      if (!queries.has(each)) queries.set(each, each.media.mediaText);
      const replace = (match, scheme) => ((scheme === "dark") === isDark ? "(min-width: 0px)" : "(max-width: 0px)");
      each.media.mediaText = queries.get(each).replace(/\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/g, replace);
    }
    if (each.cssRules) setScheme(each.cssRules, isDark);
  }
}

function choice(label, names, listen) {
  const select = make("select", {}, ...names.map((each) => make("option", { value: each, textContent: each })));
  select.setAttribute("aria-label", label);
  select.addEventListener("change", () => listen(select.value));
  return select;
}

class Pane {
  constructor(row, name, openFact) {
    this.row = row;
    this.name = name;
    this.openFact = openFact;
    this.digest = "";
    this.heading = make("h2", { textContent: name });
    this.extent = make("span", { className: "extent" });
    this.controls = make("div", { className: "controls" });
    this.link = make("a", { textContent: row.file, hidden: true });
    this.old = make("p", { className: "old", hidden: true });
    this.view = make("div", { className: "view", tabIndex: 0 });
    this.view.setAttribute("role", "region");
    this.view.setAttribute("aria-label", `${name}, as built`);
    this.empty = make("p", { className: "empty", textContent: "Not built yet" });
    this.view.append(this.empty);
    this.element = make("section", { className: "pane" }, make("header", {}, this.heading, this.extent, this.link, this.controls), this.old, this.view);
    this.element.dataset.kind = row.kind;
    this.element.dataset.file = row.file;
    this.element.setAttribute("aria-label", name);
  }

  update(row, states, spots, unbound) {
    this.states = states;
    this.unbound = unbound;
    this.spots = spots;
    this.old.textContent = row.copy ? "As last built: the source has errors now." : "It cannot be built: the findings tell why.";
    this.old.hidden = !row.old;
    this.empty.hidden = Boolean(row.copy) || row.old;
    if (row.copy && row.copy.digest !== this.digest) {
      this.row = row;
      this.digest = row.copy.digest;
      this.link.href = `files/${this.digest}/${row.file}`;
      this.link.setAttribute("download", row.file);
      this.link.hidden = false;
      this.load(row.copy);
    }
    this.dress();
  }

  fit() {}
}

class Pages extends Pane {
  constructor(...values) {
    super(...values);
    this.sheets = [];
    this.current = "";
    this.near = new IntersectionObserver((entries) => entries.forEach((each) => { if (each.isIntersecting) this.paint(each.target); }),
      { root: this.view, rootMargin: "60% 0px" });
    this.view.addEventListener("scroll", () => this.count(), { passive: true });
  }

  load(copy) {
    this.sizes = copy.sizes;
    while (this.sheets.length > copy.sizes.length) {
      const last = this.sheets.pop();
      this.near.unobserve(last);
      last.remove();
    }
    copy.sizes.forEach(([width, height], number) => {
      if (!this.sheets[number]) {
        const sheet = make("div", { className: "sheet" });
        sheet.dataset.number = number;
        this.sheets.push(sheet);
        this.view.append(sheet);
      }
      const sheet = this.sheets[number];
      sheet.style.aspectRatio = `${width} / ${height}`;
      sheet.dataset.wanted = this.digest;
      // Those beside the screen are painted now, the others when they come near.
      this.near.unobserve(sheet);
      this.near.observe(sheet);
    });
    this.count();
  }

  paint(sheet) {
    const digest = sheet.dataset.wanted;
    const number = Number(sheet.dataset.number);
    const wide = Math.min(2400, Math.max(600, Math.ceil((sheet.clientWidth * devicePixelRatio) / 200) * 200));
    if (digest === sheet.dataset.digest && wide <= Number(sheet.dataset.wide)) return;
    const picture = make("img", { alt: `Page ${number + 1} of ${this.sheets.length}`, decoding: "async" });
    picture.addEventListener("load", () => {
      if (sheet.dataset.wanted !== digest) return;
      sheet.querySelector("img")?.remove();
      sheet.prepend(picture);
      Object.assign(sheet.dataset, { digest, wide });
      this.dressSheet(sheet);
    });
    picture.src = `pages/${this.row.file}/${digest}/${number}?width=${wide}`;
  }

  count() {
    const top = this.view.scrollTop + this.view.clientHeight / 3;
    const page = this.sheets.findLastIndex((each) => each.offsetTop <= top) + 1;
    this.extent.textContent = this.sheets.length ? `page ${Math.max(page, 1)} of ${this.sheets.length}` : "";
  }

  dress() {
    this.sheets.forEach((each) => this.dressSheet(each));
  }

  dressSheet(sheet) {
    const number = Number(sheet.dataset.number);
    sheet.querySelectorAll(".fact").forEach((each) => each.remove());
    if (sheet.dataset.digest !== this.digest) return;
    sheet.querySelectorAll(".unbound").forEach((each) => each.remove());
    for (const spot of this.unbound.filter((each) => each.page === number && each.box)) {
      const mark = make("div", { className: "unbound", title: `${spot.text}: bound to no fact` });
      place(mark, spot.box);
      sheet.append(mark);
    }
    for (const spot of this.spots.filter((each) => each.page === number && each.box)) {
      const button = make("button", { type: "button", className: "fact", title: `${spot.label} (${spot.fact})`, tabIndex: -1 });
      button.setAttribute("aria-label", `Fact: ${spot.label}`);
      button.dataset.fact = spot.fact;
      button.dataset.state = spot.state;
      place(button, spot.box);
      button.classList.toggle("current", spot.fact === this.current);
      button.addEventListener("click", () => this.openFact(spot.fact));
      sheet.append(button);
    }
  }

  mark(id) {
    this.current = id;
    this.view.querySelectorAll(".spot").forEach((each) => each.remove());
    this.view.querySelectorAll(".fact").forEach((each) => each.classList.toggle("current", each.dataset.fact === id));
  }

  shade() {}

  go(spot) {
    const sheet = this.sheets[spot.page];
    if (!sheet) return;
    this.view.querySelectorAll(".spot").forEach((each) => each.remove());
    const mark = make("div", { className: "spot" });
    place(mark, spot.box);
    sheet.append(mark);
    this.view.scrollTop = sheet.offsetTop + sheet.clientHeight * spot.box[1] - this.view.clientHeight / 3;
  }

  // A sheet that has become wider is painted finer when it is seen.
  fit() {
    for (const each of this.sheets) {
      this.near.unobserve(each);
      this.near.observe(each);
    }
    this.count();
  }
}

// The first place of words in an element, with any space between them.
function find(own, element, text) {
  const nodes = [];
  const walker = own.createTreeWalker(element, 4);
  let all = "";
  while (walker.nextNode()) {
    nodes.push([all.length, walker.currentNode]);
    all += walker.currentNode.data;
  }
  const pattern = text.trim().split(/\s+/).map((each) => each.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("\\s+");
  const match = pattern && all.match(new RegExp(pattern));
  if (!match) return null;
  const point = (offset) => {
    const [start, node] = nodes.findLast(([each]) => each <= offset);
    return [node, Math.min(offset - start, node.data.length)];
  };
  const range = own.createRange();
  range.setStart(...point(match.index));
  range.setEnd(...point(match.index + match[0].length));
  return range;
}

function place(element, [left, top, width, height]) {
  Object.assign(element.style, { left: `${left * 100}%`, top: `${top * 100}%`, width: `${width * 100}%`, height: `${height * 100}%` });
}

class Frame extends Pane {
  constructor(...values) {
    super(...values);
    this.current = "";
    this.isShaded = false;
    this.scheme = "Light";
    this.size = null;
    this.device = make("div", { className: "device" });
    this.view.append(this.device);
    const devices = DEVICES[this.row.kind];
    if (devices) {
      const names = Object.keys(devices);
      this.size = devices[names[0]];
      this.controls.append(choice(`Size of the ${this.name.toLowerCase()}`, names, (name) => {
        this.size = devices[name];
        this.device.classList.toggle("e-ink", name === "E-ink");
        this.fit();
      }));
      this.controls.append(choice(`Light or dark, ${this.name.toLowerCase()}`, ["Light", "Dark"], (name) => { this.scheme = name; this.paint(); }));
    }
    this.fit();
  }

  get document() { return this.frame?.contentDocument ?? null; }

  paint() {
    const isDark = this.scheme === "Dark";
    this.device.classList.toggle("dark", isDark);
    const own = this.document;
    if (!own || !own.documentElement) return;
    if (this.row.kind === "book") own.documentElement.toggleAttribute("data-dossier-night", isDark);
    if (this.row.kind !== "page") return;
    own.documentElement.style.colorScheme = isDark ? "dark" : "light";
    for (const sheet of own.styleSheets) setScheme(sheet.cssRules, isDark);
  }

  fit() {
    this.device.classList.toggle("whole", !this.size);
    const style = this.device.style;
    if (!this.size) {
      Object.assign(style, { width: "", height: "", transform: "", marginLeft: "" });
      return;
    }
    const [width, height] = this.size;
    const room = this.view.clientWidth;
    const scale = Math.min(1, (room - 16) / width);
    Object.assign(style, { width: `${width}px`, height: `${height}px`, transform: scale < 1 ? `scale(${scale})` : "",
      marginLeft: scale < 1 ? "8px" : "", marginBottom: scale < 1 ? `${height * (scale - 1)}px` : "" });
  }

  load(copy) {
    this.copy = copy;
    this.replace(this.address(), this.position());
  }

  // The next state loads behind the present one, and takes its place when it is whole.
  replace(address, position, then = () => {}) {
    this.device.querySelectorAll("iframe.next").forEach((each) => each.remove());
    const next = make("iframe", { title: this.name, className: this.frame ? "next" : "" });
    // Deck and web page run their own scripts, which their policy names one by one; an e-book has none.
    if (this.row.kind === "book") next.setAttribute("sandbox", "allow-same-origin");
    next.addEventListener("load", () => this.settle(next, position, then));
    next.src = address;
    this.device.append(next);
    this.paint();
  }

  settle(next, position, then) {
    if (next !== this.frame) {
      this.restore(next, position);
      this.frame?.remove();
      next.classList.remove("next");
      this.frame = next;
    }
    const own = next.contentDocument;
    if (!own || !own.defaultView) return;
    const sheet = new own.defaultView.CSSStyleSheet();
    sheet.replaceSync(markSheet());
    own.adoptedStyleSheets = [...own.adoptedStyleSheets, sheet];
    own.addEventListener("click", (event) => this.click(event), true);
    own.addEventListener("keydown", (event) => { if (event.key === "Escape") this.mark(""); });
    this.paint();
    this.dress();
    this.moved();
    then();
  }

  click(event) {
    const fact = event.target.closest?.("[data-fact]");
    const link = event.target.closest?.("a[href]");
    if (fact) {
      event.preventDefault();
      event.stopPropagation();
      this.openFact(fact.dataset.fact);
    } else if (link && /^(https?|mailto):/.test(link.getAttribute("href"))) {
      event.preventDefault();
      open(link.href, "_blank", "noopener,noreferrer");
    }
  }

  dress() {
    const own = this.document;
    if (!own) return;
    own.documentElement.toggleAttribute("data-dossier-shade", this.isShaded);
    for (const each of own.querySelectorAll("[data-fact]")) {
      each.dataset.dossierState = this.states?.get(each.dataset.fact) || "";
      each.toggleAttribute("data-dossier-current", each.dataset.fact === this.current);
    }
    this.underline(own);
  }

  // Words without an element of their own: highlights change no document.
  underline(own) {
    const { Highlight, CSS } = own.defaultView;
    if (!Highlight || !CSS.highlights) return;
    const highlight = new Highlight();
    const blocks = own.body.querySelectorAll(BLOCKS);
    for (const spot of this.isShaded ? this.unbound : []) {
      const range = blocks[spot.block] && this.isHere(spot) && find(own, blocks[spot.block], spot.text);
      if (range) highlight.add(range);
    }
    CSS.highlights.set("dossier-unbound", highlight);
  }

  isHere() { return true; }

  mark(id) {
    this.current = id;
    this.document?.querySelectorAll("[data-dossier-spot]").forEach((each) => each.removeAttribute("data-dossier-spot"));
    this.dress();
  }

  shade(isShaded) {
    this.isShaded = isShaded;
    this.dress();
  }

  target(spot, root = this.document) {
    const isFact = spot.index >= 0;
    const all = root.body.querySelectorAll(isFact ? "[data-fact]" : BLOCKS);
    return all[isFact ? spot.index : spot.block] ?? null;
  }

  highlight(spot) {
    const own = this.document;
    if (!own) return null;
    own.querySelectorAll("[data-dossier-spot]").forEach((each) => each.removeAttribute("data-dossier-spot"));
    const element = this.target(spot);
    element?.setAttribute("data-dossier-spot", "");
    return element;
  }

  go(spot) { this.highlight(spot)?.scrollIntoView({ block: "center" }); }

  address() { return `files/${this.digest}/${this.row.file}`; }

  position() { return this.document ? this.document.scrollingElement?.scrollTop ?? 0 : 0; }

  restore(frame, position) { if (frame.contentDocument?.scrollingElement) frame.contentDocument.scrollingElement.scrollTop = position; }

  moved() {}
}

class Book extends Frame {
  constructor(...values) {
    super(...values);
    this.chapter = "";
    this.list = choice("Chapter", [], (name) => this.turn(name));
    const step = (sign, text, label) => {
      const button = make("button", { type: "button", textContent: text });
      button.setAttribute("aria-label", label);
      button.addEventListener("click", () => {
        const names = this.copy.chapters.map(([name]) => name);
        const next = names[names.indexOf(this.chapter) + sign];
        if (next) this.turn(next);
      });
      return button;
    };
    this.controls.prepend(step(-1, "‹", "Previous chapter"), this.list, step(1, "›", "Next chapter"));
  }

  address() { return `books/${this.row.file}/${this.digest}/${this.chapter}`; }

  load(copy) {
    const names = copy.chapters.map(([name]) => name);
    // The cover and the title page come first; what one writes is behind them.
    if (!names.includes(this.chapter)) this.chapter = names.find((each) => /chapter/.test(each)) || names[0];
    this.list.replaceChildren(...copy.chapters.map(([name, title]) => make("option", { value: name, textContent: title || name })));
    this.list.value = this.chapter;
    super.load(copy);
  }

  isHere(spot) { return spot.document === this.chapter; }

  turn(name, then = () => {}) {
    this.chapter = name;
    this.list.value = name;
    this.replace(this.address(), 0, then);
  }

  moved() {
    const path = decodeURIComponent(this.frame.contentWindow.location.pathname);
    const name = this.copy.chapters.map(([each]) => each).find((each) => path.endsWith(`/${each}`));
    if (name) this.chapter = this.list.value = name;
    this.extent.textContent = `part ${this.copy.chapters.findIndex(([each]) => each === this.chapter) + 1} of ${this.copy.chapters.length}`;
  }

  go(spot) {
    const show = () => this.highlight(spot)?.scrollIntoView({ block: "center" });
    if (spot.document && spot.document !== this.chapter) this.turn(spot.document, show);
    else show();
  }
}

class Deck extends Frame {
  constructor(...values) {
    super(...values);
    this.device.classList.add("deck-frame");
    for (const [sign, text, label] of [[-1, "‹", "Previous slide"], [1, "›", "Next slide"]]) {
      const button = make("button", { type: "button", textContent: text });
      button.setAttribute("aria-label", label);
      button.addEventListener("click", () => this.step(sign));
      this.controls.append(button);
    }
  }

  get slides() { return [...(this.document?.querySelectorAll("section.slide[id]") ?? [])]; }

  get here() { return [...(this.document?.querySelectorAll("section.slide.present[id]") ?? [])].at(-1)?.id ?? ""; }

  step(sign) {
    const ids = this.slides.map((each) => each.id);
    const next = ids[Math.max(0, ids.indexOf(this.here)) + sign];
    if (next) this.turn(next);
  }

  turn(id) {
    this.frame.contentWindow.location.hash = `#/${id}`;
  }

  fit() {
    super.fit();
    this.device.style.aspectRatio = "16 / 9";
    this.device.style.height = "auto";
  }

  address() {
    const here = this.here;
    return `files/${this.digest}/${this.row.file}${here ? `#/${here}` : ""}`;
  }

  position() { return 0; }

  restore() {}

  moved() {
    // Events of reveal.js itself, whatever has changed the slide.
    for (const name of ["ready", "slidechanged"]) this.document.addEventListener(name, () => this.count());
    this.count();
  }

  count() {
    const slides = this.slides;
    const number = Math.max(0, slides.findIndex((each) => each.id === this.here));
    this.extent.textContent = slides.length ? `slide ${number + 1} of ${slides.length}` : "";
  }

  go(spot) {
    if (spot.document) this.turn(spot.document);
    this.highlight(spot);
  }
}

export function paneOf(row, name, openFact) {
  const kinds = { pages: Pages, book: Book, deck: Deck, page: Frame };
  return new kinds[row.kind](row, name, openFact);
}
