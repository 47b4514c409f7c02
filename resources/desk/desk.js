// Comforts for those who have script; every page works without.
(function () {
  "use strict";

  // Up and down in a list, and a tick by the space bar, while the focus is on one of its rows.
  function rowLinks(list) {
    return Array.from(list.querySelectorAll("tbody a.open"));
  }
  document.addEventListener("keydown", function (event) {
    var link = event.target.closest && event.target.closest("a.open");
    if (!link || event.altKey || event.ctrlKey || event.metaKey) return;
    var links = rowLinks(link.closest("table"));
    var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      var next = links[links.indexOf(link) + step];
      if (next) next.focus();
      event.preventDefault();
    } else if (event.key === " ") {
      var box = link.closest("tr").querySelector("input[type=checkbox]");
      if (box) box.click();
      event.preventDefault();
    }
  });

  // One tick for all rows of a page.
  document.addEventListener("change", function (event) {
    if (event.target.matches("input[data-all]")) {
      event.target.closest("table").querySelectorAll("tbody input[type=checkbox]").forEach(function (box) {
        box.checked = event.target.checked;
      });
    }
    count(event.target.form);
  });
  function count(form) {
    var said = form && form.querySelector("[data-count]");
    if (said) said.textContent = form.querySelectorAll("tbody input[type=checkbox]:checked").length;
  }
  document.querySelectorAll("[data-needs-script]").forEach(function (each) { each.hidden = false; });

  // What was written and not sent is not left behind by a slip of the hand.
  var written = false;
  document.addEventListener("input", function (event) {
    if (event.target.matches("textarea")) written = true;
  });
  document.addEventListener("submit", function () { written = false; });
  window.addEventListener("beforeunload", function (event) {
    if (written) event.preventDefault();
  });
})();
