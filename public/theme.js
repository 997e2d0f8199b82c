// Before anything is painted: the theme that the address asks for (`?theme=dark`). style/tokens.css does the rest.
{
  const theme = new URLSearchParams(location.search).get("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
}
// And for the case that boot.js, which tells when something goes wrong, does not come itself.
addEventListener("error", ({ target }) => {
  if (target instanceof HTMLScriptElement) document.documentElement.dataset.app = "failed";
}, true);
