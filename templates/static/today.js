// On the front page: what ran on this day in other years. Without this script the heading leads to all days of the year.
const section = document.querySelector("[data-days]");
const now = new Date();
const day = [now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
if (section?.dataset.days.split(" ").includes(day)) {
  const link = section.querySelector("a");
  const address = new URL(`${day}/${link.href.endsWith("/index.html") ? "index.html" : ""}`, link.href);
  link.href = address;
  fetch(address)
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
    .then((text) => {
      const page = new DOMParser().parseFromString(text, "text/html");
      const stories = [...page.querySelectorAll("main .brief")].slice(0, 5);
      for (const each of page.querySelectorAll("main a")) each.href = new URL(each.getAttribute("href"), address);
      const list = document.createElement("ul");
      list.className = "list";
      list.append(...stories);
      link.textContent += ": " + page.querySelector("h1").textContent;
      section.append(list);
    })
    .catch(() => {}); // opened from a disk, a page may not be read: the link is there
}
