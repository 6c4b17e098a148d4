// The lists beside the editions: findings with their places, facts with their sources.

function element(tag, values = {}, ...children) {
  const result = Object.assign(document.createElement(tag), values);
  result.append(...children.filter((each) => each !== null && each !== ""));
  return result;
}

function placeLink(row, editor) {
  if (!row.path || !row.line) return row.file ? element("span", { className: "quiet" }, row.file) : "";
  const label = `${row.file}:${row.line}${row.column ? `:${row.column}` : ""}`;
  const column = row.column || 1;
  if (editor.link) {
    const path = row.path.split("/").map(encodeURIComponent).join("/");
    const href = editor.link.replace("{path}", path).replace("{line}", row.line).replace("{column}", column);
    return element("a", { href }, label);
  }
  const button = element("button", { type: "button" }, label);
  button.addEventListener("click", () => fetch("open", {
    method: "POST", body: JSON.stringify({ path: row.path, line: row.line, column }),
  }));
  return button;
}

const files = (state) => state.panes.filter((each) => !each.absent).map((each) => each.file);

function where(spot) {
  if (spot.page >= 0) return `page ${spot.page + 1}`;
  return /^\d/.test(spot.label) ? `slide ${spot.label}` : spot.label;
}

function spotButtons(row, order, goTo, nameOf) {
  const box = element("div", { className: "spots" });
  for (const [file, spots] of Object.entries(row.spots).filter(([file]) => order.includes(file)).sort((one, other) => order.indexOf(one[0]) - order.indexOf(other[0]))) {
    spots.forEach((spot, number) => {
      const count = spots.length > 1 && !where(spot) ? ` ${number + 1}` : "";
      const button = element("button", { type: "button" }, [nameOf(file) + count, where(spot)].filter(Boolean).join(", "));
      button.addEventListener("click", () => goTo(file, spot));
      box.append(button);
    });
  }
  return box.children.length ? box : "";
}

export function showFindings(panel, state, goTo, nameOf) {
  if (!state.findings.length) {
    panel.replaceChildren(element("p", { className: "quiet" }, state.seconds === null ? "Nothing is checked yet." : "No findings."));
    return;
  }
  const rows = state.findings.map((each) => element("li", {},
    element("p", {}, element("span", { className: `severity ${each.severity}` }, each.severity), " ",
      element("span", { className: "code" }, each.code)),
    element("p", {}, each.message),
    each.hint ? element("p", { className: "quiet" }, each.hint) : "",
    element("p", {}, placeLink(each, state.editor)),
    spotButtons(each, files(state), goTo, nameOf)));
  panel.replaceChildren(element("ul", { className: "rows" }, ...rows));
}

function card(fact, state, goTo, nameOf) {
  const rows = [["Kind", fact.kind], ["Status", fact.status], ["As of", fact.as_of || "no date"], ["In the prose", state.states[fact.state] || "not bound"]];
  const list = element("dl", {}, ...rows.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]));
  for (const source of fact.sources.length ? fact.sources : [{ title: "no source", locator: "", url: "" }]) {
    const title = source.url ? element("a", { href: source.url, target: "_blank", rel: "noopener noreferrer" }, source.title) : source.title;
    list.append(element("dt", {}, "Source"), element("dd", {}, title, source.locator ? `, ${source.locator}` : ""));
  }
  list.append(element("dt", {}, "Ledger"), element("dd", {}, placeLink({ ...fact, column: 1 }, state.editor)));
  const spots = spotButtons(fact, files(state), goTo, nameOf);
  return element("div", { className: "card", id: "fact", tabIndex: -1 },
    element("h3", { lang: state.lang }, fact.value), element("p", { lang: state.lang }, fact.subject), element("p", { className: "code" }, fact.id),
    list, spots ? element("p", { className: "quiet" }, "It stands in") : element("p", { className: "quiet" }, "It stands in no edition."), spots);
}

let chosen = "";
let filter = "";

export function showFact(panel, state, id, openFact, goTo, nameOf) {
  chosen = id;
  showFacts(panel, state, openFact, goTo, nameOf);
  panel.scrollTop = 0;
  const own = panel.querySelector("#fact");
  if (own) own.focus({ preventScroll: true });
}

export function showFacts(panel, state, openFact, goTo, nameOf) {
  if (!state.facts.length) {
    panel.replaceChildren(element("p", { className: "quiet" }, state.seconds === null ? "The ledger is not read yet." : "This article has no ledger: `dossier facts propose` writes one."));
    return;
  }
  const list = element("ul", { className: "rows" });
  const fill = () => list.replaceChildren(...state.facts
    .filter((each) => `${each.id} ${each.subject} ${each.value}`.toLowerCase().includes(filter.toLowerCase()))
    .map((each) => {
      const button = element("button", { type: "button", className: "fact-row" }, element("b", { lang: state.lang }, each.value), " ",
        element("span", { className: "quiet", lang: state.lang }, each.subject));
      button.addEventListener("click", () => openFact(each.id));
      return element("li", {}, button);
    }));
  const say = () => { if (!list.children.length) list.append(element("li", { className: "quiet" }, "No fact has these words.")); };
  const input = element("input", { type: "search", value: filter, id: "filter" });
  input.addEventListener("input", () => { filter = input.value; fill(); say(); });
  fill();
  say();
  const fact = state.facts.find((each) => each.id === chosen);
  const hadFocus = document.activeElement && document.activeElement.id === "filter";
  const scroll = panel.scrollTop;
  panel.replaceChildren(fact ? card(fact, state, goTo, nameOf) : "",
    element("div", { className: "search" }, element("label", { htmlFor: "filter" }, "Search"), input), list);
  panel.scrollTop = scroll;
  if (hadFocus) input.focus();
}
