// Keeps one complete version of the page for when there is no network: docs/hosting.md#without-a-network. `prerender` fills
// in which files that are, and what is in them. With none, this takes its leave.
const VERSION = "";
const FILES = {};

const OURS = `showdown ${registration.scope} `;
const CACHE = OURS + VERSION;
// A file whose name tells what is in it.
const LASTING = /-[0-9a-f]{12,16}(_bg)?\.\w+$/;
// Such names in a page, behind `./` or behind nothing.
const NAMED = /["'=](?:\.\/)?([\w-]+-[0-9a-f]{12,16}(?:_bg)?\.\w+)/g;

// All files of this version, or none: while a deployment is under way a host may send some of the next, and the version
// before stays. The page comes first. Some hosts put a script of their own into it, or make it smaller: it is of this version
// all the same if every file beside it that it names by its content is. If it is not, nothing else is asked for.
async function keep() {
  const { "./": _, ...others } = FILES;
  const cache = await caches.open(CACHE);
  try {
    if ("./" in FILES) {
      const page = await fetch("./", { cache: "no-cache" });
      const text = await page.clone().text();
      const named = [...text.matchAll(NAMED)];
      if (!page.ok || !named.length || !named.every(([, file]) => `./${file}` in FILES)) throw new Error("The page is of another version.");
      await cache.put("./", page);
    }
    // What has its content in its name a browser may have already.
    const request = ([file, integrity]) => new Request(file, { integrity, cache: LASTING.test(file) ? "default" : "no-cache" });
    await cache.addAll(Object.entries(others).map(request));
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
