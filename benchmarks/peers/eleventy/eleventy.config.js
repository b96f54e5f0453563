// The site's lists are collections made here; each template paginates over one of them.

import markdownIt from "markdown-it";

const PER_PAGE = 20;
const FULL_LIST = 200;

const layouts = {
  day: { day: "numeric", month: "long", year: "numeric" },
  full: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  brief: { day: "numeric", month: "short" },
  monthOfYear: { month: "long", year: "numeric" },
  month: { month: "long" },
  year: { year: "numeric" },
  time: { hour: "2-digit", minute: "2-digit" },
};
const formats = Object.fromEntries(
  Object.entries(layouts).map(([name, options]) => [name, new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" })]),
);
const numbers = new Intl.NumberFormat("en");
const slugs = new Map();

export default function (config) {
  config.setLibrary("md", markdownIt({ typographer: true }));
  config.setNunjucksEnvironmentOptions({ trimBlocks: true, lstripBlocks: true });
  config.addPassthroughCopy({ "style.css": "style.css" });

  config.addCollection("posts", (api) => posts(api));
  config.addCollection("groupPages", (api) => groupPages(posts(api)));
  config.addCollection("indexes", (api) => indexes(posts(api)));
  config.addCollection("years", (api) => periods(posts(api), 4, 7));
  config.addCollection("months", (api) => periods(posts(api), 7, 10));
  config.addCollection("days", (api) => periods(posts(api), 10, 0));

  config.addFilter("date", (date, format) => formats[format].format(date));
  config.addFilter("iso", (date) => date.toISOString().replace(".000", ""));
  config.addFilter("year", (date) => date.getUTCFullYear());
  config.addFilter("dayOfMonth", (date) => date.getUTCDate());
  config.addFilter("path", path);
  config.addFilter("termSlug", termSlug);
  config.addFilter("number", (n) => numbers.format(n));
  config.addFilter("stories", (n) => `${numbers.format(n)} ${n === 1 ? "story" : "stories"}`);
  config.addFilter("heat", (n, most) => `h${Math.ceil((4 * n) / Math.max(most, 4))}`);
  config.addFilter("neighbours", neighbours);
  config.addFilter("newest", (all, n) => all.slice(-n).reverse());
  config.addFilter("bars", bars);
  config.addFilter("decades", decades);
  config.addFilter("byYear", (all) => [...grouped(all, (post) => key(post, 4))].map(([name, found]) => ({ name, found })));

  return {
    dir: { input: "content", includes: "../_includes", data: "../_data", output: "_site" },
    markdownTemplateEngine: false,
    htmlTemplateEngine: "njk",
  };
}

const posts = (api) => api.getFilteredByGlob("content/posts/**/*.md");
const key = (post, length) => post.date.toISOString().slice(0, length);
const path = (date, length) => `/${date.toISOString().slice(0, length).replaceAll("-", "/")}/`;

function termSlug(name) {
  if (!slugs.has(name)) slugs.set(name, name.toLowerCase().replace(/[^a-z0-9]+/g, "-"));
  return slugs.get(name);
}

function grouped(all, keyOf) {
  const found = new Map();
  for (const one of all) {
    for (const name of [keyOf(one)].flat()) {
      if (!found.has(name)) found.set(name, []);
      found.get(name).push(one);
    }
  }
  return found;
}

const KINDS = [
  ["tags", "Tags", (post) => post.data.tags],
  ["bylines", "Bylines", (post) => post.data.authors],
  ["sections", "Sections", (post) => post.data.section],
];

function counted(all, length) {
  return [...grouped(all, (post) => key(post, length))].map(([name, found]) => ({
    name,
    number: found.length,
    url: path(found[0].date, length),
    date: found[0].date,
    stories: found,
  }));
}

function groupPages(all) {
  const pages = [];
  for (const [kind, title, keyOf] of KINDS) {
    const size = kind === "tags" ? PER_PAGE : FULL_LIST;
    for (const [name, found] of grouped(all, keyOf)) {
      const stories = found.toReversed();
      const url = `/${kind}/${termSlug(name)}/`;
      const years = counted(found, 4);
      const last = Math.ceil(stories.length / size);
      const at = (page) => (page < 1 || page > last ? "" : page === 1 ? url : `${url}page/${page}/`);
      for (let page = 1; page <= last; page++) {
        pages.push({
          kind, title, name, years, page,
          number: stories.length,
          url: at(page),
          newer: at(page - 1),
          older: at(page + 1),
          stories: stories.slice((page - 1) * size, page * size),
        });
      }
    }
  }
  return pages;
}

function indexes(all) {
  return KINDS.map(([kind, title, keyOf]) => {
    const groups = [...grouped(all, keyOf)].map(([name, found]) => ({
      name,
      number: found.length,
      url: `/${kind}/${termSlug(name)}/`,
    }));
    groups.sort((a, b) => (a.url < b.url ? -1 : 1));
    const shelves = [...grouped(groups, (group) => group.name[0].toUpperCase())];
    return { kind, title, groups, url: `/${kind}/`, shelves: shelves.map(([letter, found]) => ({ letter, found })) };
  });
}

function periods(all, length, inner) {
  const found = counted(all, length);
  found.forEach((period, index) => {
    period.earlier = found[index - 1];
    period.later = found[index + 1];
    period.isFull = period.number <= FULL_LIST;
    if (inner) {
      period.parts = counted(period.stories, inner);
      period.most = Math.max(...period.parts.map((part) => part.number));
    }
    if (inner === 7) period.months = yearGrid(period);
    if (inner === 10) period.weeks = monthGrid(period);
  });
  return found;
}

function yearGrid(period) {
  const here = new Map(period.parts.map((part) => [part.date.getUTCMonth(), part]));
  const year = period.date.getUTCFullYear();
  return Array.from({ length: 12 }, (_, month) => ({ date: new Date(Date.UTC(year, month, 1)), part: here.get(month) }));
}

function monthGrid(period) {
  const here = new Map(period.parts.map((part) => [part.date.getUTCDate(), part]));
  const [year, month] = [period.date.getUTCFullYear(), period.date.getUTCMonth()];
  const lead = (new Date(Date.UTC(year, month, 1)).getUTCDay() + 6) % 7;
  const days = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Array.from({ length: Math.ceil((lead + days) / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, column) => {
      const day = week * 7 + column - lead + 1;
      return { day: day >= 1 && day <= days ? day : 0, part: here.get(day) };
    }),
  );
}

const positions = new WeakMap();

function neighbours(all, url) {
  if (!positions.has(all)) positions.set(all, new Map(all.map((post, index) => [post.url, index])));
  const index = positions.get(all).get(url);
  return { earlier: all[index - 1], later: all[index + 1] };
}

function bars(years) {
  const most = Math.max(...years.map((year) => year.number));
  const start = Number(years[0].name);
  return years.map((year) => {
    const height = Math.max(Math.floor((100 * year.number) / most), 4);
    return { x: (Number(year.name) - start) * 4, y: 100 - height, height };
  });
}

function decades(years) {
  const most = Math.max(...years.map((year) => year.number));
  const here = new Map(years.map((year) => [Number(year.name), year]));
  const first = Math.floor(Number(years[0].name) / 10);
  const last = Math.floor(Number(years.at(-1).name) / 10);
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const start = (first + index) * 10;
    return { start, most, years: Array.from({ length: 10 }, (_, n) => ({ year: start + n, found: here.get(start + n) })) };
  });
}
