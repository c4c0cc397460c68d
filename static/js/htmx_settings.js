// htmx takes its settings from a meta element at load; made here so that every page has the same.
// Refusals and failures are never swapped in: troubles.js says what was kept. 422 is: it is the form with its errors.
const settings = {
  history: false,
  defaultTimeout: 8000,
  includeIndicatorCSS: false,
  noSwap: [204, 304, 401, 403, 404, 429, "5xx"],
  extensions: "tt",
}

const meta = document.createElement("meta")
meta.name = "htmx-config"
meta.content = JSON.stringify(settings)
document.head.append(meta)
