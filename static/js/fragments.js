// Parts of a page that htmx brings in later.

/** Calls work(root) for the whole page now and for every fragment that is swapped in later. */
export function whenAdded(work) {
  work(document)
  document.addEventListener("htmx:after:swap", () => work(document))
}

/** True when the server said yes to the request of this htmx event. */
export function accepted(event) {
  const status = event.detail.ctx?.response?.status ?? 0
  return status >= 200 && status < 300
}
