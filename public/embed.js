// Figures of Showdown in any page: <showdown-figure figure="test-a" theme="auto" state="">shown until then</showdown-figure>.
// What it does, and the messages it exchanges with its frame: docs/embedding.md.
const BASE = new URL("embed/", import.meta.url);
const MOST = 4000;
const DARK = matchMedia("(prefers-color-scheme: dark)");
const SHEET = new CSSStyleSheet();
// The frame never enters the flow: what changes its `position` there, browsers let go of the place that somebody reads.
SHEET.replaceSync(`
  :host { display: block; position: relative }
  slot { display: block }
  iframe { position: absolute; inset: 0; width: 100%; height: 100%; border: 0; visibility: hidden }
  .ready { visibility: visible }
  :host([hidden]), .ready ~ slot, i { display: none }
  i { color: CanvasText }
  @media print { :host { min-height: 0 !important; aspect-ratio: auto !important } }
`);

class ShowdownFigure extends HTMLElement {
  static observedAttributes = ["figure", "theme", "state"];

  #slot = document.createElement("slot");
  #ink = document.createElement("i");
  #frame = null;
  #ready = false;
  #theme = "";
  #state = "";
  #asked = "";
  #near = new IntersectionObserver((seen) => this.isConnected && seen.at(-1).isIntersecting && this.#load(), { rootMargin: "600px 0px" });
  #host = new MutationObserver(() => this.#tint());

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open", delegatesFocus: true });
    root.adoptedStyleSheets = [SHEET];
    root.append(this.#slot, this.#ink);
  }

  // What is set in it, as in an address: by the page around, and by the reader.
  get state() {
    return this.#state;
  }

  set state(query) {
    query = `${query ?? ""}`.replace(/^\?/, "");
    if (query === this.#state) return;
    this.#state = query;
    this.#post("state", { query });
  }

  connectedCallback() {
    // Set before this file was there.
    if (Object.hasOwn(this, "state")) {
      const { state } = this;
      delete this.state;
      this.state = state;
    }
    this.#near.observe(this);
    for (const part of [document.documentElement, document.body]) this.#host.observe(part, { attributes: true });
    DARK.addEventListener("change", this);
    addEventListener("message", this);
  }

  disconnectedCallback() {
    this.#near.disconnect();
    this.#host.disconnect();
    DARK.removeEventListener("change", this);
    removeEventListener("message", this);
    this.#unload();
  }

  attributeChangedCallback(name, before, value) {
    if (name === "state") this.state = value;
    else if (name === "theme") this.#tint();
    else if (this.isConnected && before !== value) {
      this.#unload();
      this.#near.observe(this);
    }
  }

  handleEvent({ type, source, data }) {
    if (type === "change") return this.#tint();
    if (!this.#frame || source !== this.#frame.contentWindow || data?.ns !== "showdown-embed" || data.v !== 1) return;
    const { height, query } = data;
    if (data.type === "size" && Number.isFinite(height)) {
      // The place that the page kept for it is done with: it has its own height.
      this.style.cssText += `;height:clamp(120px,${height}px,${MOST}px);aspect-ratio:auto;min-height:0`;
      this.#frame.scrolling = height > MOST ? "auto" : "no";
    } else if (data.type === "state" && typeof query === "string") {
      this.#state = query;
      this.#tell("state");
    } else if (data.type === "ready") {
      this.#ready = true;
      this.#frame.className = "ready";
      // What has changed while it was loading.
      this.#post("theme", { theme: this.#theme });
      if (this.#asked !== this.#state) this.#post("state", { query: this.#state });
      this.#tell("ready");
    }
  }

  #load() {
    this.#near.disconnect();
    const figure = this.getAttribute("figure") ?? "";
    if (this.#frame || !/^[\w-]+$/.test(figure)) return;
    const frame = (this.#frame = document.createElement("iframe"));
    const page = new URL(`${figure}.html?${this.#state}`, BASE);
    this.#tint();
    page.searchParams.set("theme", this.#theme);
    frame.src = page;
    frame.title = this.title || this.querySelector("img")?.alt || figure;
    // From another site it may keep its origin, and figures share what they load. From this one it would be part of the page.
    const own = BASE.origin === origin ? "" : "allow-same-origin ";
    frame.sandbox = `${own}allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads`;
    frame.allow = "clipboard-write; fullscreen";
    frame.scrolling = "no";
    this.#asked = this.#state;
    this.#slot.before(frame);
  }

  #unload() {
    this.#frame?.remove();
    this.#frame = null;
    this.#ready = false;
  }

  // The theme asked for, or that of the page around: the colour of its text tells which.
  #tint() {
    if (!this.#frame) return;
    const own = this.getAttribute("theme");
    const dark = getComputedStyle(this.#ink).color.match(/\d+/) > 127;
    const theme = /^(light|dark)$/.test(own) ? own : dark ? "dark" : "light";
    if (theme === this.#theme) return;
    this.#theme = theme;
    this.#post("theme", { theme });
  }

  #post(type, more) {
    if (this.#ready) this.#frame.contentWindow.postMessage({ ns: "showdown-embed", v: 1, type, ...more }, "*");
  }

  #tell(what) {
    this.dispatchEvent(new CustomEvent(`showdown-${what}`, { bubbles: true, detail: { state: this.#state } }));
  }
}

// Twice on one page does no harm.
customElements.get("showdown-figure") ?? customElements.define("showdown-figure", ShowdownFigure);
