// Before anything is painted. In syntax that every browser reads, since it tells which ones can run the figures.
(function () {
  var root = document.documentElement;
  // Figures are drawn in registered colours and laid out by their own width. A browser without these keeps the page as it
  // was built, and public/boot.js starts nothing (docs/hosting.md, “Browsers”).
  var css = window.CSS;
  function leave(old) {
    root.setAttribute("data-app", "failed");
    if (old) root.setAttribute("data-old", "");
  }
  if (!(css && css.registerProperty && css.supports("container-type", "inline-size"))) leave(true);
  // For the case that boot.js, which tells when something goes wrong, does not come itself, or that the browser can't read
  // it: the script that names the program. Whatever else a host or an extension puts into the page may fail, and the
  // figures live.
  addEventListener("error", function (event) {
    var program = document.querySelector("script[data-wasm]");
    var unread = event.error instanceof SyntaxError && event.filename === (program && program.src);
    if (program && (event.target === program || unread)) leave(unread);
  }, true);
  // The theme that the address asks for (`?theme=dark`). style/tokens.css does the rest.
  var theme = /[?&]theme=([^&]*)/.exec(location.search);
  if (theme && (theme[1] === "light" || theme[1] === "dark")) root.setAttribute("data-theme", theme[1]);
})();
