// Before anything is painted: the theme that the address asks for (`?theme=dark`). style/tokens.css does the rest.
{
  const theme = new URLSearchParams(location.search).get("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
}
// And for the case that boot.js, which tells when something goes wrong, does not come itself: the script that names the
// program. Whatever else a host or an extension puts into the page may fail, and the figures live.
addEventListener("error", ({ target }) => {
  if (target instanceof HTMLScriptElement && target.dataset.wasm) document.documentElement.dataset.app = "failed";
}, true);
