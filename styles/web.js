// The page reads without this. It adds pop-ups for facts, notes and sources, and marks the section that is read.
(function () {
  "use strict";
  var html = document.documentElement;
  html.classList.replace("no-script", "script");
  var narrow = matchMedia("(max-width: 37.5em)");

  // Pop-ups. A pointer or the focus on a link shows its target; a click, a tap or Enter keeps it open.
  var popup = document.getElementById("popup");
  var words = popup.querySelector(".words");
  var whole = popup.querySelector(".ways a");
  var button = popup.querySelector("button");
  var LINKS = 'a.fact, a.fact-words, a.noteref, a[href^="#ref-"]';
  var opener = null;
  var kept = false;
  var quiet = false;
  var timer = 0;

  function linkOf(event) {
    var link = event.target.closest ? event.target.closest(LINKS) : null;
    return link && targetOf(link) ? link : null;
  }

  function targetOf(link) {
    return find(link.getAttribute("href").slice(1));
  }

  // An id may have a sign that looks encoded.
  function find(name) {
    var target = document.getElementById(name);
    if (target) return target;
    try {
      return document.getElementById(decodeURIComponent(name));
    } catch (failure) {
      return null;
    }
  }

  function fill(target, address) {
    var copy = target.cloneNode(true);
    copy.querySelectorAll(".returns, .return, .back").forEach(function (each) { each.remove(); });
    copy.querySelectorAll("[id]").forEach(function (each) { each.removeAttribute("id"); });
    words.className = "words " + target.className;
    words.replaceChildren.apply(words, Array.from(copy.childNodes));
    var section = target.closest("section");
    var heading = section && section.querySelector("h2");
    whole.href = address;
    whole.textContent = heading ? heading.textContent : "";
    words.scrollTop = 0;
  }

  function open(link, keep) {
    clearTimeout(timer);
    if (opener !== link) {
      close();
      opener = link;
      fill(targetOf(link), link.getAttribute("href"));
      link.setAttribute("aria-expanded", "true");
      link.setAttribute("aria-describedby", "popup");
      popup.showPopover();
    }
    kept = kept || keep;
    place();
  }

  function close() {
    clearTimeout(timer);
    if (!opener) return;
    opener.removeAttribute("aria-expanded");
    opener.removeAttribute("aria-describedby");
    opener = null;
    kept = false;
    popup.hidePopover();
  }

  function leave() {
    clearTimeout(timer);
    if (!kept) timer = setTimeout(close, 250);
  }

  function place() {
    if (!opener) return;
    if (narrow.matches) {
      popup.style.left = popup.style.top = "";
      return;
    }
    var line = opener.getClientRects()[0] || opener.getBoundingClientRect();
    var box = popup.getBoundingClientRect();
    var room = html.clientWidth - box.width - 8;
    var left = html.dir === "rtl" ? line.right - box.width : line.left;
    var below = line.bottom + 8;
    var fits = below + box.height < innerHeight - 8 || line.top < box.height + 16;
    popup.style.left = Math.max(8, Math.min(left, room)) + "px";
    popup.style.top = (fits ? below : line.top - box.height - 8) + "px";
  }

  function back() {
    var link = opener;
    close();
    quiet = true;
    if (link) link.focus();
    quiet = false;
  }

  if (popup.showPopover) {
    popup.hidden = false;
    document.addEventListener("pointerover", function (event) {
      if (event.pointerType !== "mouse") return;
      if (popup.contains(event.target)) return clearTimeout(timer);
      var link = linkOf(event);
      if (!link) return leave();
      if (kept || link === opener) return clearTimeout(timer);
      clearTimeout(timer);
      timer = setTimeout(open, opener ? 0 : 150, link, false);
    });
    document.addEventListener("focusin", function (event) {
      if (popup.contains(event.target)) return clearTimeout(timer);
      var link = linkOf(event);
      if (link && !quiet && link.matches(":focus-visible")) open(link, false);
      else if (opener && link !== opener && !quiet) close();
    });
    document.addEventListener("click", function (event) {
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      if (event.target === button) return back();
      var link = linkOf(event);
      if (popup.contains(event.target)) {
        if (link) {
          event.preventDefault();
          fill(targetOf(link), link.getAttribute("href"));
          popup.focus();
          place();
        } else if (event.target.closest("a")) close();
      } else if (link) {
        event.preventDefault();
        open(link, true);
        popup.focus({ preventScroll: true });
      } else close();
    });
    document.addEventListener("keydown", function (event) {
      if (!opener) return;
      if (event.key === "Escape") {
        event.preventDefault();
        if (popup.contains(document.activeElement)) back();
        else close();
      } else if (event.key === "Tab" && popup.contains(document.activeElement)) {
        var stops = popup.querySelectorAll("a[href], button");
        var end = event.shiftKey ? stops[0] : stops[stops.length - 1];
        if (document.activeElement === end || (event.shiftKey && document.activeElement === popup)) {
          event.preventDefault();
          back();
        }
      }
    });
    addEventListener("scroll", function () { requestAnimationFrame(place); }, { passive: true });
    addEventListener("resize", place);
  }

  // The contents: open beside the text, behind a line above it; the section that is read is marked.
  var list = document.querySelector("nav.contents");
  if (list) {
    var details = list.querySelector("details");
    var here = list.querySelector(".here");
    var links = Array.from(list.querySelectorAll('a[href^="#"]')).filter(targetOf);
    var heads = links.map(targetOf);
    var beside = matchMedia("(min-width: 75em)");
    var current = null;
    var fold = function () {
      details.open = beside.matches;
      list.querySelector("summary").tabIndex = beside.matches ? -1 : 0;
    };
    fold();
    list.classList.add("ready");
    beside.addEventListener("change", fold);
    list.addEventListener("click", function (event) {
      if (event.target.closest("a")) fold();
    });

    var mark = function () {
      var low = 0;
      var high = heads.length;
      while (low < high) {
        var middle = (low + high) >> 1;
        if (heads[middle] && heads[middle].getBoundingClientRect().top > innerHeight * 0.25) high = middle;
        else low = middle + 1;
      }
      var link = links[low - 1] || null;
      if (link === current) return;
      if (current) current.removeAttribute("aria-current");
      list.querySelectorAll(".current").forEach(function (each) { each.classList.remove("current"); });
      current = link;
      here.textContent = link ? link.textContent : "";
      if (!link) return;
      link.setAttribute("aria-current", "location");
      for (var item = link.closest("li"); item; item = item.parentElement.closest("li")) item.classList.add("current");
      var box = details.getBoundingClientRect();
      var line = link.getBoundingClientRect();
      if (beside.matches && (line.bottom > box.bottom || line.top < box.top)) {
        details.scrollTop += line.top - box.top - box.height / 2;
      }
    };
    mark();
    addEventListener("scroll", function () { requestAnimationFrame(mark); }, { passive: true });
    addEventListener("resize", mark);
  }

  // A target within something folded is unfolded; on paper everything is.
  function unfold() {
    var target = find(location.hash.slice(1));
    var folded = target && target.closest("details:not([open])");
    if (!folded || folded.closest("nav")) return;
    folded.open = true;
    target.scrollIntoView();
  }
  addEventListener("hashchange", unfold);
  unfold();
  var folded = [];
  addEventListener("beforeprint", function () {
    close();
    folded = Array.from(document.querySelectorAll("details:not([open])"));
    folded.forEach(function (each) { each.open = true; });
  });
  addEventListener("afterprint", function () {
    folded.forEach(function (each) { each.open = false; });
  });
})();
