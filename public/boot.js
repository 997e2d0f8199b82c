// Starts the program that makes the figures answer. The member `program` puts this behind what wasm-bindgen has made: one
// script, so that a browser can tell whether it is the one that was built, which it can't of a script that another one loads.
// If the program can't be started the page stays as it was built, and says so (`[data-app="failed"]` in style/page.css).
// A browser that is too old for it (public/theme.js) is left alone.
if (!("app" in document.documentElement.dataset)) {
  const { wasm, integrity, offline } = document.querySelector("script[data-wasm]").dataset;
  try {
    await __wbg_init({ module_or_path: fetch(new URL(wasm, document.baseURI), { integrity }) });
  } catch (error) {
    document.documentElement.dataset.app = "failed";
    console.error("The figures could not be started:", error);
  }
  // Where that is not allowed, all else is as it should be.
  try {
    if (offline) await navigator.serviceWorker.register(offline);
  } catch {}
}
