export default {
  layout: "article.njk",
  permalink: ({ page, slug }) => `/${page.date.toISOString().slice(0, 10).replaceAll("-", "/")}/${slug}/index.html`,
};
