// Starts the program that makes the figures answer. If it can't be started the page stays as it was built, and says so
// (`[data-app="failed"]` in style/page.css).
const { js, wasm, integrity, offline } = document.querySelector("script[data-wasm]").dataset;
const absolute = (path) => new URL(path, document.baseURI).href;
try {
  const program = await import(absolute(js));
  await program.default({ module_or_path: fetch(absolute(wasm), { integrity }) });
} catch (error) {
  document.documentElement.dataset.app = "failed";
  console.error("The figures could not be started:", error);
}
// Where that is not allowed, all else is as it should be.
try {
  if (offline) await navigator.serviceWorker.register(offline);
} catch {}
