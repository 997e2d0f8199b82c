// Keeps one complete version of the page for when there is no network: docs/hosting.md#without-a-network. `prerender` fills
// in which files that are, and what is in them. With none, this takes its leave.
const VERSION = "";
const FILES = {};

const OURS = `showdown ${registration.scope} `;
const CACHE = OURS + VERSION;
// A file whose name tells what is in it.
const LASTING = /-[0-9a-f]{12,16}(_bg)?\.\w+$/;

// All files of this version, or none: while a deployment is under way a host may send some of the next, and the version
// before stays.
async function keep() {
  const files = Object.entries(FILES).map(([file, integrity]) => new Request(file, { integrity, cache: "no-cache" }));
  try {
    await (await caches.open(CACHE)).addAll(files);
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
  await skipWaiting();
}

async function forgetOthers() {
  const others = (await caches.keys()).filter((name) => name.startsWith(OURS) && (name !== CACHE || !VERSION));
  await Promise.all(others.map((name) => caches.delete(name)));
  if (!VERSION) await registration.unregister();
}

const kept = (file) => caches.match(file, { cacheName: CACHE, ignoreVary: true });

// What the host has counts, as long as it answers: a new version is seen at once.
async function current(file, request) {
  try {
    return await fetch(request);
  } catch (error) {
    const copy = await kept(file);
    if (!copy) throw error;
    return copy;
  }
}

addEventListener("install", (event) => event.waitUntil(keep()));
addEventListener("activate", (event) => event.waitUntil(forgetOthers()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const path = request.url.replace(/[?#].*/, "");
  const file = `./${path.replace(registration.scope, "").replace(/^index\.html$/, "")}`;
  if (request.method !== "GET" || !path.startsWith(registration.scope) || !(file in FILES)) return;
  event.respondWith(
    LASTING.test(file) ? kept(file).then((copy) => copy ?? fetch(request)) : current(file, request),
  );
});
