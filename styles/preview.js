// The page of `dossier preview`: what it shows is /state; /changes tells when that has changed.
import { paneOf } from "./preview-panes.js";
import { showFindings, showFacts, showFact } from "./preview-lists.js";

const byId = (id) => document.getElementById(id);
const NAMES = { briefing: "Briefing", ebook: "E-book", deck: "Deck", web: "Web page", summary: "Summary", handout: "Handout" };
const panes = new Map();
let state = null;
let absentFiles = "";
let view = new URLSearchParams(location.hash.slice(1)).get("view") || "all";

const nameOf = (file) => {
  const pane = state.panes.find((each) => each.file === file);
  return NAMES[pane.edition] || pane.edition;
};

function build() {
  for (const each of state.panes) {
    const pane = paneOf(each, NAMES[each.edition] || each.edition, openFact);
    panes.set(each.file, pane);
    byId("panes").append(pane.element);
  }
  const rows = [["all", "All"], ...state.panes.map((each) => [each.edition, NAMES[each.edition] || each.edition])];
  for (const [key, label] of state.panes.length > 1 ? rows : []) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.view = key;
    button.textContent = label;
    button.addEventListener("click", () => choose(key));
    byId("views").append(button);
  }
  choose(rows.some(([key]) => key === view) ? view : "all");
}

function choose(key) {
  view = key;
  history.replaceState(null, "", `#view=${key}`);
  for (const button of byId("views").children) button.setAttribute("aria-pressed", String(button.dataset.view === key));
  for (const each of state.panes) panes.get(each.file).element.hidden = each.absent || (key !== "all" && each.edition !== key);
  for (const button of byId("views").children) button.hidden = state.panes.some((each) => each.edition === button.dataset.view && each.absent);
  byId("panes").dataset.view = key;
  for (const pane of panes.values()) pane.fit();
}

function words(now) {
  if (now.building) return now.step ? `Building: ${now.step}` : "Building";
  const count = now.findings.filter((each) => each.severity === "error").length;
  const errors = count ? `, ${count} error${count === 1 ? "" : "s"}` : "";
  return now.seconds === null ? "Waiting for the first build" : `Built in ${now.seconds.toFixed(1)} s${errors}`;
}

function tell(now) {
  byId("status").textContent = words(now);
  byId("status").classList.toggle("building", now.building);
  const list = (isBuilt) => state.panes.filter((each) => each.old && Boolean(each.copy) === isBuilt).map((each) => nameOf(each.file));
  const [old, none] = [list(true), list(false)];
  const fault = [
    old.length ? `The source has errors: ${old.join(", ")} stand${old.length === 1 ? "s" : ""} as last built.` : "",
    none.length ? `The source has errors: ${none.join(", ")} cannot be built.` : "",
  ].filter(Boolean).join(" ");
  const alert = now.notice || fault;
  if (byId("alert").textContent !== alert) byId("alert").textContent = alert;
  byId("alert").hidden = !alert;
}

function show(next) {
  const isFirst = state === null;
  state = next;
  if (isFirst) build();
  document.title = next.title ? `${next.title}: preview` : "Preview";
  byId("title").textContent = next.title || "Preview";
  byId("title").lang = next.lang;
  const states = new Map(next.facts.map((each) => [each.id, each.state]));
  const spots = new Map();
  for (const fact of next.facts) {
    for (const [file, own] of Object.entries(fact.spots)) {
      spots.set(file, [...(spots.get(file) || []), ...own.map((spot) => ({ ...spot, fact: fact.id, state: fact.state, label: fact.value }))]);
    }
  }
  const absent = next.panes.filter((each) => each.absent).map((each) => each.file).join();
  if (absent !== absentFiles) {
    absentFiles = absent;
    choose(next.panes.some((each) => each.edition === view && each.absent) ? "all" : view);
  }
  for (const each of next.panes) panes.get(each.file).update(each, states, spots.get(each.file) || [], next.unbound[each.file] || []);
  document.querySelector("#tab-findings .count").textContent = next.findings.length;
  document.querySelector("#tab-facts .count").textContent = next.facts.length;
  showFindings(byId("panel-findings"), next, goTo, nameOf);
  showFacts(byId("panel-facts"), next, openFact, goTo, nameOf);
  tell(next);
}

function goTo(file, spot) {
  const own = state.panes.find((each) => each.file === file);
  if (view !== "all" && view !== own.edition) choose(own.edition);
  const pane = panes.get(file);
  pane.element.scrollIntoView({ block: "nearest" });
  pane.go(spot);
}

function openFact(id) {
  select(byId("tab-facts"), false);
  for (const pane of panes.values()) pane.mark(id);
  showFact(byId("panel-facts"), state, id, openFact, goTo, nameOf);
}

const tabs = [...document.querySelectorAll('[role="tab"]')];

function select(tab, focus = true) {
  for (const each of tabs) {
    const isOwn = each === tab;
    each.setAttribute("aria-selected", String(isOwn));
    each.tabIndex = isOwn ? 0 : -1;
    byId(each.getAttribute("aria-controls")).hidden = !isOwn;
  }
  if (focus) tab.focus();
  if (tab.id === "tab-coverage") showCoverage();
}

function showCoverage() {
  const frame = document.createElement("iframe");
  frame.title = "Coverage of facts";
  frame.setAttribute("sandbox", "allow-same-origin");
  frame.src = "coverage";
  byId("panel-coverage").replaceChildren(frame);
}

for (const tab of tabs) {
  tab.addEventListener("click", () => select(tab));
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) select(tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length]);
    if (event.key === "Home") select(tabs[0]);
    if (event.key === "End") select(tabs[tabs.length - 1]);
  });
}
byId("shade").addEventListener("change", (event) => {
  document.documentElement.classList.toggle("shaded", event.target.checked);
  for (const pane of panes.values()) pane.shade(event.target.checked);
});
addEventListener("resize", () => panes.forEach((pane) => pane.fit()));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") panes.forEach((pane) => pane.mark(""));
});

let isAsking = false;
let wanted = -1;

async function ask() {
  if (isAsking) return;
  isAsking = true;
  try {
    while (state === null || wanted > state.version) {
      const answer = await fetch("state");
      if (!answer.ok) throw new Error(`the preview answers with ${answer.status}`);
      show(await answer.json());
    }
  } finally {
    isAsking = false;
  }
}

function listen() {
  const stream = new EventSource("changes");
  stream.addEventListener("message", (event) => {
    const news = JSON.parse(event.data);
    wanted = news.version;
    if (state) tell({ ...state, building: news.building, step: news.step });
    ask();
  });
  stream.addEventListener("open", () => { if (state) tell(state); });
  stream.addEventListener("error", () => {
    byId("alert").textContent = "The preview has ended: start `dossier preview` again. What is shown is its last state.";
    byId("alert").hidden = false;
    byId("status").textContent = "Ended";
    byId("status").classList.remove("building");
  });
}

listen();
