// What `newsgen serve` puts into the pages that it shows, and no build into any: it keeps a page as its sources are.
// Whatever it shows of a story or a message it shows as text.
(() => {
  "use strict";
  const seen = { ...document.currentScript.dataset };
  const PLACE = "newsgen-preview-place";
  let events = null;
  let panel = null;

  // A page that is loaded anew stays where its reader was.
  const restore = () => {
    const kept = JSON.parse(sessionStorage.getItem(PLACE) || "null");
    sessionStorage.removeItem(PLACE);
    if (kept && kept.page === location.pathname) scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
  };

  const reload = () => {
    sessionStorage.setItem(PLACE, JSON.stringify({ page: location.pathname, x: scrollX, y: scrollY }));
    location.reload();
  };

  // New style sheets take the place of the old ones once they are there, so that the page is never bare.
  const restyle = () => {
    for (const old of document.querySelectorAll('link[rel~="stylesheet"]')) {
      const address = new URL(old.href);
      if (address.origin !== location.origin) continue;
      address.searchParams.set("newsgen", seen.styles);
      const fresh = old.cloneNode();
      fresh.href = address.href;
      fresh.onload = fresh.onerror = () => old.remove();
      old.after(fresh);
    }
  };

  const made = (name, text, kind) => {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    if (kind) element.className = kind;
    return element;
  };

  const described = (problem) => {
    const item = made("li", "", problem.level);
    item.append(made("p", `${problem.place}: ${problem.level}: ${problem.message} [${problem.code}]`, "message"));
    const [before, marked, after] = problem.line;
    if (before || marked || after) {
      const line = made("pre");
      line.append(before, made("mark", marked), after);
      item.append(line);
    }
    if (problem.hint) item.append(made("p", problem.hint, "hint"));
    return item;
  };

  const counted = (number) => (number === 1 ? "1 message" : `${number} messages`);

  const show = (news) => {
    if (panel) panel.remove();
    panel = null;
    if (!news.draft && !news.as_of && !news.problems.length) return;
    panel = document.createElement("newsgen-preview");
    const inside = panel.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(LOOKS);
    inside.adoptedStyleSheets = [sheet];
    const words = [news.draft ? "Draft: this story is not on the site" : "", news.as_of ? `As of ${news.as_of}` : ""];
    const banner = words.filter(Boolean).join(" · ");
    if (banner) inside.append(made("p", banner, "banner"));
    if (news.problems.length) {
      const box = made("details");
      box.open = news.problems.some((problem) => problem.own && problem.level === "error");
      news.problems.sort((one, other) => other.own - one.own);
      const files = new Set(news.problems.map((problem) => problem.place.split(":")[0]));
      box.append(made("summary", `${counted(news.problems.length)}: ${[...files].join(", ")}`));
      const list = made("ul");
      list.append(...news.problems.map(described));
      box.append(list);
      inside.append(box);
    }
    panel.setAttribute("role", "region");
    panel.setAttribute("aria-label", "newsgen preview");
    (document.body || document.documentElement).append(panel);
  };

  const hear = (message) => {
    const news = JSON.parse(message.data);
    if (news.page !== seen.page || news.files !== seen.files) {
      close();
      reload();
      return;
    }
    if (news.styles !== seen.styles) {
      seen.styles = news.styles;
      restyle();
    }
    show(news);
  };

  // A page that nobody sees listens to nothing: browsers allow six connections to a server.
  const listen = () => {
    if (events || document.hidden) return;
    events = new EventSource(`/-newsgen/events?page=${encodeURIComponent(location.pathname)}`);
    events.onmessage = hear;
  };

  const close = () => {
    if (events) events.close();
    events = null;
  };

  const LOOKS = `
    :host { all: initial; direction: ltr; position: fixed; inset: auto 0 0 0; z-index: 2147483647; color-scheme: light; }
    * { box-sizing: border-box; }
    .banner, details { margin: 0; font: 14px/1.5 system-ui, sans-serif; color: #1c1a17; background: #fff8d6;
      border-top: 2px solid #8a6d00; padding: 6px 16px; }
    details { background: #fff; border-color: #b3261e; max-height: 60vh; overflow: auto; }
    summary { cursor: pointer; font-weight: 600; overflow-wrap: anywhere; }
    ul { list-style: none; margin: 8px 0; padding: 0; }
    li { border-inline-start: 4px solid #8a6d00; padding: 0 12px; margin: 0 0 12px; }
    li.error { border-color: #b3261e; }
    p { margin: 0; overflow-wrap: anywhere; white-space: pre-wrap; }
    pre { unicode-bidi: plaintext; margin: 4px 0; font: 13px/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
    mark { background: #ffd7d3; color: inherit; text-decoration: underline wavy #b3261e; }
    .hint { color: #4d4840; }
    @media print { :host { display: none; } }
  `;

  document.addEventListener("visibilitychange", () => (document.hidden ? close() : listen()));
  addEventListener("pagehide", close);
  addEventListener("pageshow", listen);
  if (document.readyState === "complete") restore();
  else addEventListener("load", restore);
  listen();
})();
