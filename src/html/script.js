(function () {
  "use strict";
  function all(selector, inside) {
    return Array.prototype.slice.call((inside || document).querySelectorAll(selector));
  }

  // A link opens what it leads to, and what that is in.
  function reveal() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (var at = target; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") at.open = true;
    }
    if (target) {
      all(".here").forEach(function (other) { other.classList.remove("here"); });
      target.classList.add("here");
      target.scrollIntoView({ block: "center" });
    }
  }
  addEventListener("hashchange", reveal);
  reveal();
  addEventListener("beforeprint", function () {
    all("details.note, details.decisions").forEach(function (at) { at.open = true; });
  });

  // Which notes are shown beside the source.
  var filter = document.querySelector(".filter");
  if (filter) {
    filter.hidden = false;
    filter.addEventListener("click", function (event) {
      var button = event.target;
      if (button.dataset.open) {
        var notes = all("#source details.note");
        var open = notes.some(function (note) { return !note.open; });
        notes.forEach(function (note) { note.open = open; });
        button.textContent = open ? "close all" : "open all";
      } else if (button.dataset.show) {
        all("button[data-show]", filter).forEach(function (other) {
          other.setAttribute("aria-pressed", String(other === button));
        });
        all("#source details.note").forEach(function (note) {
          note.hidden = !(button.dataset.show === "all" || note.classList.contains(button.dataset.show));
        });
      }
    });
  }

  // A box shows its own arrows, and the boxes at their other ends.
  all(".canvas svg").forEach(function (svg) {
    var arrows = all(".arrow", svg);
    var boxes = all(".box", svg);
    if (!arrows.length) return;
    function show(box) {
      svg.classList.toggle("focus", !!box);
      var near = {};
      arrows.forEach(function (arrow) {
        var touches = box && (arrow.dataset.from === box.dataset.box || arrow.dataset.to === box.dataset.box);
        arrow.classList.toggle("near", !!touches);
        if (touches) near[arrow.dataset.from] = near[arrow.dataset.to] = true;
      });
      boxes.forEach(function (other) { other.classList.toggle("near", !!near[other.dataset.box] || other === box); });
    }
    boxes.forEach(function (box) {
      box.addEventListener("mouseenter", function () { show(box); });
      box.addEventListener("mouseleave", function () { show(null); });
      box.parentNode.addEventListener("focus", function () { show(box); });
      box.parentNode.addEventListener("blur", function () { show(null); });
    });
  });

  // Drawings that are larger than their frame can be made smaller.
  all(".canvas").forEach(function (canvas) {
    var svg = canvas.querySelector("svg");
    if (!svg) return;
    var width = Number(svg.getAttribute("width")), height = Number(svg.getAttribute("height")), scale = 1;
    var bar = document.createElement("p");
    bar.className = "zoom";
    [["−", "smaller", 0.8], ["+", "larger", 1.25], ["fit", "fit the width", 0], ["1:1", "true size", 1]].forEach(function (each) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = each[0];
      button.title = each[1];
      button.setAttribute("aria-label", each[1]);
      button.addEventListener("click", function () {
        show(each[2] === 0 ? Math.min(1, (canvas.clientWidth - 18) / width) : each[2] === 1 ? 1 : scale * each[2]);
      });
      bar.appendChild(button);
    });
    canvas.parentNode.insertBefore(bar, canvas);

    function show(wanted) {
      scale = Math.max(0.1, Math.min(4, wanted));
      svg.setAttribute("width", width * scale);
      svg.setAttribute("height", height * scale);
      canvas.scrollLeft = (canvas.scrollWidth - canvas.clientWidth) / 2;
    }

    // A little too wide is made to fit; what is much too wide begins in its middle.
    function first() {
      if (!canvas.clientWidth) return;
      show(Math.max(0.65, Math.min(1, (canvas.clientWidth - 18) / width)));
    }
    var around = canvas.closest("details");
    if (around && !around.open) around.addEventListener("toggle", first, { once: true });
    else first();
  });
})();
