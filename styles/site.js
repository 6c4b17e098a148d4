// The search of a site: the index is a script that is loaded at the first key, so that a folder on a disk has it too.
(function () {
  "use strict";
  var box = document.querySelector(".search");
  var field = document.getElementById("search");
  var count = document.getElementById("search-count");
  var list = document.getElementById("search-results");
  var MOST = 30;
  var rows = null;
  box.hidden = false;

  // Letters without their marks, all small: `Référence` is found by `reference`.
  function fold(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  function load(then) {
    if (rows) return then();
    var script = document.createElement("script");
    script.src = "index.js";
    script.onload = function () {
      rows = window.dossierIndex.map(function (row) {
        return { address: row[0], page: row[1], head: row[2], text: row[3],
                 title: fold(row[1] + " " + row[2]), folded: fold(row[3]) };
      });
      then();
    };
    document.head.appendChild(script);
  }

  function starts(text, word) {
    // How often a word begins in a text: within another it counts less.
    var hits = 0;
    for (var at = text.indexOf(word); at >= 0 && hits < 5; at = text.indexOf(word, at + word.length)) {
      hits += at === 0 || /[^\p{L}\p{N}]/u.test(text[at - 1]) ? 1 : 0.2;
    }
    return hits;
  }

  function find(words) {
    var found = [];
    rows.forEach(function (row, place) {
      var score = 0;
      for (var i = 0; i < words.length; i += 1) {
        var own = 12 * Math.min(1, starts(row.title, words[i])) + starts(row.folded, words[i]);
        if (!own) return;
        score += own;
      }
      found.push({ row: row, score: score, place: place });
    });
    return found.sort(function (a, b) { return b.score - a.score || a.place - b.place; });
  }

  function excerpt(row, words) {
    // Folding may change the number of letters; the place is near enough for a few words around it.
    var at = Math.max(0, row.folded.indexOf(words[0]));
    var start = at < 60 ? 0 : row.text.lastIndexOf(" ", at - 40) + 1;
    return (start ? "… " : "") + row.text.slice(start, start + 140).trim() + (row.text.length > start + 140 ? " …" : "");
  }

  function show() {
    var words = fold(field.value).split(/\s+/).filter(Boolean);
    list.replaceChildren();
    count.textContent = "";
    if (!words.length) return;
    var found = find(words);
    count.textContent = found.length ? field.dataset.found.replace("{count}", found.length) : field.dataset.nothing;
    found.slice(0, MOST).forEach(function (each) {
      var item = document.createElement("li");
      var link = document.createElement("a");
      var title = document.createElement("strong");
      var line = document.createElement("span");
      link.href = each.row.address;
      title.textContent = each.row.head ? each.row.head + " – " + each.row.page : each.row.page;
      line.textContent = excerpt(each.row, words);
      link.append(title, line);
      item.append(link);
      list.append(item);
    });
  }

  // In a long list, the page that is read is in sight.
  var here = document.querySelector(".contents .page");
  if (here) {
    var contents = here.closest(".contents");
    contents.scrollTop = here.offsetTop - contents.offsetTop - contents.clientHeight / 3;
  }

  field.addEventListener("focus", function () { load(function () {}); });
  field.addEventListener("input", function () { load(show); });
  box.addEventListener("keydown", function (event) {
    var links = Array.from(list.querySelectorAll("a"));
    var at = links.indexOf(document.activeElement);
    if (event.key === "Escape") {
      field.value = "";
      show();
      field.focus();
    } else if (event.key === "Enter" && at < 0 && links.length) {
      links[0].click();
    } else if (event.key === "ArrowDown" && at + 1 < links.length) {
      event.preventDefault();
      links[at + 1].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (links[at - 1] || field).focus();
    }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) return;
    event.preventDefault();
    field.focus();
  });
})();
