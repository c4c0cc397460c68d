// [data-print]: the browser's print dialog, which also saves as PDF.
document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-print]")) window.print()
})
