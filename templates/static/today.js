// On the front page: what ran on this day in other years. Without this script a link leads to all days of the year.
const section = document.querySelector("[data-today]");
const all = section?.querySelector("a");
if (all) {
  const now = new Date();
  const day = [now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  const address = new URL(`${day}/${all.href.endsWith("/index.html") ? "index.html" : ""}`, all.href);
  fetch(address)
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
    .then((text) => {
      const page = new DOMParser().parseFromString(text, "text/html");
      const found = page.querySelector("main :is(.list, .tallies)");
      if (!found) return; // nothing ran on this day
      for (const each of page.querySelectorAll("main a")) each.href = new URL(each.getAttribute("href"), address);
      const list = document.createElement("ul");
      list.className = found.className;
      list.append(...[...page.querySelectorAll("main :is(.list, .tallies) > li")].slice(0, 5));
      const heading = section.querySelector("h2");
      const link = document.createElement("a");
      link.href = address;
      link.textContent = `${heading.textContent}: ${page.querySelector("h1").textContent}`;
      heading.replaceChildren(link);
      heading.after(list);
    })
    .catch(() => {}); // opened from a disk, a page may not be read: the link is there
}
